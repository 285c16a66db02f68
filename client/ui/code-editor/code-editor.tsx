import { createElement, use, useEffect, useMemo, useRef, useState, type ComponentType } from 'react'
import type { TextRange } from '../../../shared/json/locate-pointer.ts'
import { MaskedContext } from '../masked/masked-context.ts'
import styles from './code-editor.module.css'
import type { EditorMark, EditorNote, EditorPaneProps, MemberDocs } from './editor-parts.ts'
import { mergeEdit, withLineFeeds } from './line-ends.ts'

const NO_MARKS: readonly EditorMark[] = []
const NO_NOTES: readonly EditorNote[] = []
const NO_DOCS: MemberDocs = {}

export interface CodeEditorProps {
  readonly label: string
  /** The bytes as typed; line ends of any kind stay where nobody edits. */
  readonly text: string
  readonly onText: (next: string) => void
  readonly marks?: readonly EditorMark[]
  readonly notes?: readonly EditorNote[]
  readonly docs?: MemberDocs
  readonly theme: 'light' | 'dark'
  readonly focus?: (TextRange & { readonly nonce: number }) | undefined
}

/**
 * JSON as text: a plain text area at once, Monaco in its place as soon as that is loaded, both on the same text.
 * Give it a `key` when the document changes, so that undo does not lead from one document into another.
 */
export function CodeEditor(props: CodeEditorProps) {
  const { label, text, onText, theme, focus } = props
  const shown = useMemo(() => withLineFeeds(text), [text])
  const area = useRef<HTMLTextAreaElement>(null)
  const [takeover, setTakeover] = useState<TextRange>()
  const isLoaded = useEditorLoaded(() => setTakeover(selectionOf(area.current)))
  const nonce = isLoaded ? undefined : focus?.nonce
  const [start, end] = [focus?.start ?? 0, focus?.end ?? 0]
  useEffect(() => {
    if (nonce === undefined) return
    area.current?.focus()
    area.current?.setSelectionRange(start, end)
  }, [nonce, start, end])

  const isMasked = use(MaskedContext)
  if (isMasked)
    return (
      <pre className={styles.plain} role="group" aria-label={`${label}, masked`} tabIndex={0}>
        {shown}
      </pre>
    )

  const change = (next: string) => onText(mergeEdit(text, next))
  if (isLoaded)
    return (
      <LoadedPane
        label={`${label}. Tab leaves the editor; Ctrl M lets Tab indent.`}
        text={shown}
        onText={change}
        marks={props.marks ?? NO_MARKS}
        notes={props.notes ?? NO_NOTES}
        docs={props.docs ?? NO_DOCS}
        theme={theme}
        focus={focus}
        takeover={takeover}
      />
    )
  return (
    <textarea
      ref={area}
      className={styles.plain}
      aria-label={label}
      value={shown}
      rows={Math.max(3, shown.split('\n').length)}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

/** Where the person is typing; undefined while they are elsewhere. */
function selectionOf(area: HTMLTextAreaElement | null): TextRange | undefined {
  if (!area || document.activeElement !== area) return undefined
  return { start: area.selectionStart, end: area.selectionEnd }
}

let loaded: ComponentType<EditorPaneProps> | undefined

/** Monaco's pane; nothing before it is there. */
const LoadedPane = (props: EditorPaneProps) => loaded && createElement(loaded, props)

/** Loads Monaco when the page has been painted and is idle; `onReady` runs just before the swap. */
function useEditorLoaded(onReady: () => void): boolean {
  const [isLoaded, setLoaded] = useState(() => loaded !== undefined)
  const ready = useRef(onReady)
  useEffect(() => {
    ready.current = onReady
  })
  useEffect(() => {
    if (loaded) return
    let left = false
    const load = async () => {
      const { default: MonacoPane } = await import('./monaco-pane.tsx')
      loaded = MonacoPane
      if (left) return
      ready.current()
      setLoaded(true)
    }
    const cancel = whenIdle(() => void load().catch(() => undefined))
    return () => {
      left = true
      cancel()
    }
  }, [])
  return isLoaded
}

function whenIdle(run: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = requestIdleCallback(run, { timeout: 1_500 })
    return () => cancelIdleCallback(handle)
  }
  const handle = setTimeout(run, 200)
  return () => clearTimeout(handle)
}
