import { useEffect, useRef } from 'react'
import 'monaco-editor/features/diffEditor/register'
import styles from './code-editor.module.css'
import { EDITOR_THEMES } from './editor-themes.ts'
import { monaco } from './monaco-setup.ts'

interface DiffPaneProps {
  readonly left: string
  readonly right: string
  readonly theme: 'light' | 'dark'
}

const HEIGHT = '420px'

/** Two JSON texts side by side in Monaco's own diff editor; read only. */
export default function DiffPane({ left, right, theme }: DiffPaneProps) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return
    const models = [left, right].map((text) => monaco.editor.createModel(text, 'json'))
    const [original, modified] = models
    const editor = monaco.editor.createDiffEditor(host.current, {
      readOnly: true,
      originalEditable: false,
      automaticLayout: true,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      wordWrap: 'on',
      diffWordWrap: 'on',
      fontSize: 12,
      renderOverviewRuler: false,
      contextmenu: false,
      tabFocusMode: true,
      theme: EDITOR_THEMES[theme].id,
    })
    if (original && modified) editor.setModel({ original, modified })
    // The labels that the diff editor takes as options are gone again once it has laid itself out.
    const naming = editor.onDidUpdateDiff(() => {
      editor.getOriginalEditor().updateOptions({ ariaLabel: 'Raw JSON of A' })
      editor.getModifiedEditor().updateOptions({ ariaLabel: 'Raw JSON of B' })
    })
    return () => {
      naming.dispose()
      editor.dispose()
      models.forEach((model) => model.dispose())
    }
  }, [left, right, theme])
  return <div ref={host} className={styles.monaco} style={{ height: HEIGHT }} />
}
