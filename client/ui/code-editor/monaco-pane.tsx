import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import styles from './code-editor.module.css'
import type { EditorPaneProps } from './editor-parts.ts'
import { EDITOR_THEMES } from './editor-themes.ts'
import { smallestEdit } from './line-ends.ts'
import { createModel, modelText, monaco, rangeOf, setDocs, setMarks } from './monaco-setup.ts'

const LINE_HEIGHT = 18
const MIN_HEIGHT = 3 * LINE_HEIGHT
const MAX_HEIGHT = 26 * LINE_HEIGHT

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  minimap: { enabled: false },
  wordWrap: 'on',
  wrappingStrategy: 'advanced',
  fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
  fontSize: 12,
  lineHeight: LINE_HEIGHT,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 12,
  glyphMargin: false,
  folding: false,
  renderLineHighlight: 'none',
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  overviewRulerBorder: false,
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false, horizontal: 'hidden', verticalScrollbarSize: 8 },
  padding: { top: 8, bottom: 8 },
  guides: { indentation: false },
  bracketPairColorization: { enabled: false },
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  links: false,
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
  contextmenu: false,
  unusualLineTerminators: 'off',
  unicodeHighlight: { nonBasicASCII: false, invisibleCharacters: true, ambiguousCharacters: true },
  renderControlCharacters: true,
  fixedOverflowWidgets: true,
  tabFocusMode: true,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  wordBasedSuggestions: 'off',
  // Proposals come when asked for (Ctrl+Space): what the rules say of a keystroke comes before what might be typed next.
  quickSuggestions: false,
  suggestOnTriggerCharacters: false,
  // What is typed is what stands there: a proposal is taken by Enter alone, not by the next quote or colon.
  acceptSuggestionOnCommitCharacter: false,
  automaticLayout: true,
}

/** Monaco on one JSON text, following the text that the page holds. */
export default function MonacoPane(props: EditorPaneProps) {
  const { label, text, marks, notes, docs, theme, focus } = props
  const host = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor>()
  const name = useId().replaceAll(/[^a-z0-9]/gi, '')
  /** Texts that were typed here and have not come back through `text` yet. */
  const sent = useRef<string[]>([])
  const outside = useRef(false)
  const start = useEffectEvent((element: HTMLDivElement) => mountEditor(element, name, props))
  const typed = useEffectEvent((model: monaco.editor.ITextModel) => {
    if (outside.current) return
    const next = modelText(model)
    sent.current.push(next)
    props.onText(next)
  })

  useLayoutEffect(() => {
    if (!host.current) return
    const element = host.current
    const made = start(element)
    const model = made.getModel()
    made.onDidContentSizeChange(({ contentHeight }) => {
      element.style.height = `${Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, contentHeight))}px`
    })
    if (model) made.onDidChangeModelContent(() => typed(model))
    setEditor(made)
    return () => {
      made.dispose()
      model?.dispose()
    }
  }, [])

  useEffect(() => {
    const model = editor?.getModel()
    if (!model) return
    const known = sent.current.lastIndexOf(text)
    if (known >= 0) {
      sent.current = sent.current.slice(known + 1)
      return
    }
    sent.current = []
    const edit = smallestEdit(modelText(model), text)
    if (!editor || !edit) return
    outside.current = true
    editor.pushUndoStop()
    editor.executeEdits('page', [{ range: rangeOf(model, edit.start, edit.end), text: edit.text }])
    editor.pushUndoStop()
    outside.current = false
  }, [editor, text])

  useEffect(() => {
    const model = editor?.getModel()
    if (model) setMarks(model, marks)
  }, [editor, marks])

  useEffect(() => {
    const model = editor?.getModel()
    if (model) setDocs(model, docs)
  }, [editor, docs])

  useNotes(editor, notes)

  useEffect(() => monaco.editor.setTheme(EDITOR_THEMES[theme].id), [theme])
  useEffect(() => editor?.updateOptions({ ariaLabel: label }), [editor, label])

  const nonce = focus?.nonce
  const show = useEffectEvent(() => {
    const model = editor?.getModel()
    if (!editor || !model || !focus) return
    const range = rangeOf(model, focus.start, focus.end)
    editor.setSelection(range)
    editor.revealRangeInCenterIfOutsideViewport(range)
    editor.focus()
  })
  useEffect(() => {
    if (editor && nonce !== undefined) show()
  }, [editor, nonce])

  return <div ref={host} className={styles.monaco} />
}

function mountEditor(element: HTMLDivElement, name: string, props: EditorPaneProps) {
  const model = createModel(name, props.text, props.docs)
  const editor = monaco.editor.create(element, {
    ...OPTIONS,
    model,
    theme: EDITOR_THEMES[props.theme].id,
    ariaLabel: props.label,
  })
  // Monaco's own toggle cannot switch off what the options switch on.
  editor.addAction({
    id: 'let-tab-indent',
    label: 'Let Tab indent, or leave the editor',
    keybindings: [
      monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM,
      // Control on a Mac, where Command M puts the window away.
      monaco.KeyMod.WinCtrl | monaco.KeyCode.KeyM,
    ],
    run: () =>
      editor.updateOptions({
        tabFocusMode: !editor.getOption(monaco.editor.EditorOption.tabFocusMode),
      }),
  })
  const height = Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, editor.getContentHeight()))
  element.style.height = `${height}px`
  if (props.takeover) {
    editor.setSelection(rangeOf(model, props.takeover.start, props.takeover.end))
    editor.focus()
  }
  return editor
}

/** Draws the notes as injected text: visible, not selectable, no part of the value. */
function useNotes(editor: monaco.editor.IStandaloneCodeEditor | undefined, notes: EditorPaneProps['notes']) {
  const drawn = useRef<monaco.editor.IEditorDecorationsCollection>(undefined)
  const shown = JSON.stringify(notes)
  const draw = useEffectEvent((target: monaco.editor.IStandaloneCodeEditor) => {
    const model = target.getModel()
    if (!model) return
    drawn.current ??= target.createDecorationsCollection()
    drawn.current.set(
      notes.map((note) => ({
        range: rangeOf(model, note.at, note.at),
        options: {
          showIfCollapsed: true,
          after: { content: `\u2003${note.text}`, inlineClassName: styles.note ?? '' },
        },
      })),
    )
  })
  useEffect(() => {
    if (editor) draw(editor)
    return undefined
  }, [editor, shown])
}
