import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/caretOperations/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codeAction/register'
// The JSON service and the diff editor bring these along later; what they need has to be registered before the first editor.
import 'monaco-editor/features/codelens/register'
import 'monaco-editor/features/documentSymbols/register'
import 'monaco-editor/features/dropOrPasteInto/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/snippet/register'
import 'monaco-editor/features/suggest/register'
// The feature above brings inline completions only; the list of proposals is this one.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import 'monaco-editor/features/tokenization/register'
import 'monaco-editor/features/unicodeHighlighter/register'
import 'monaco-editor/features/wordOperations/register'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import jsonWorkerUrl from 'monaco-editor/languages/features/json/json.worker?worker&url'
import editorWorkerUrl from 'monaco-editor/editor/editor.worker?worker&url'
import type { EditorMark, MemberDoc, MemberDocs } from './editor-parts.ts'
import { EDITOR_THEMES } from './editor-themes.ts'
import { smallestEdit } from './line-ends.ts'
import { startWorker } from './trusted-worker-url.ts'

/** Keys of the page that Monaco binds as well: Ctrl+Enter sends, Ctrl+K opens the palette. */
const UNBOUND = [
  'editor.action.showHover',
  'workbench.action.showHover',
  'editor.action.revealDefinitionAside',
  'editor.action.insertLineAfter',
  'openReferenceToSide',
  'togglePeekWidgetFocus',
]

const marksOf = new Map<string, readonly EditorMark[]>()
const docsOf = new Map<string, MemberDocs>()

self.MonacoEnvironment = {
  getWorker: (_id: string, label: string) =>
    label === 'json' ? startWorker(jsonWorkerUrl, 'json') : startWorker(editorWorkerUrl, 'editor'),
}
for (const { id, data } of Object.values(EDITOR_THEMES)) monaco.editor.defineTheme(id, data)
monaco.editor.addKeybindingRules(UNBOUND.map((command) => ({ keybinding: 0, command: `-${command}` })))
monaco.languages.registerCodeActionProvider('json', { provideCodeActions: quickFixes })
jsonDefaults.setModeConfiguration({
  completionItems: true,
  hovers: true,
  tokens: true,
  diagnostics: true,
  documentSymbols: false,
  documentFormattingEdits: false,
  documentRangeFormattingEdits: false,
  colors: false,
  foldingRanges: false,
  selectionRanges: false,
})

/** What Monaco's own JSON service knows of each open text: the member names and what they are for. */
function teach(): void {
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    allowComments: false,
    enableSchemaRequest: false,
    schemas: [...docsOf].map(([uri, docs]) => ({
      uri: `${uri}/schema`,
      fileMatch: [uri],
      schema: {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(docs).map(([name, doc]) => [
            name,
            { description: descriptionOf(doc), ...(doc.values?.length && { examples: [...doc.values] }) },
          ]),
        ),
      },
    })),
  })
}

/** Two paragraphs: what it is, and what is wanted here. */
const descriptionOf = ({ text, source, here }: MemberDoc): string =>
  [`${text} (${source})`, here].filter(Boolean).join('\n\n')

/** Explanations that changed, with the profile or the key. */
export function setDocs(model: monaco.editor.ITextModel, docs: MemberDocs): void {
  const uri = model.uri.toString()
  if (docsOf.get(uri) === docs) return
  docsOf.set(uri, docs)
  teach()
}

/** A text with its faults and explanations; `dispose` forgets all three. */
export function createModel(name: string, text: string, docs: MemberDocs): monaco.editor.ITextModel {
  const uri = monaco.Uri.parse(`inmemory://workbench/${name}.json`)
  const model = monaco.editor.createModel(text, 'json', uri)
  model.setEOL(monaco.editor.EndOfLineSequence.LF)
  docsOf.set(uri.toString(), docs)
  teach()
  model.onWillDispose(() => {
    marksOf.delete(uri.toString())
    docsOf.delete(uri.toString())
  })
  return model
}

/** The text with line feeds, a byte order mark included. */
export const modelText = (model: monaco.editor.ITextModel): string =>
  model.getValue(monaco.editor.EndOfLinePreference.LF, true)

export function rangeOf(model: monaco.editor.ITextModel, start: number, end: number): monaco.IRange {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))
}

const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const

export function setMarks(model: monaco.editor.ITextModel, marks: readonly EditorMark[]): void {
  marksOf.set(model.uri.toString(), marks)
  monaco.editor.setModelMarkers(
    model,
    'workbench',
    marks.map((mark) => ({
      ...rangeOf(model, mark.start, mark.end),
      severity: SEVERITIES[mark.severity],
      message: mark.message,
      source: mark.source,
    })),
  )
}

function quickFixes(model: monaco.editor.ITextModel, range: monaco.Range): monaco.languages.CodeActionList {
  const text = modelText(model)
  const actions = (marksOf.get(model.uri.toString()) ?? []).flatMap((mark) => {
    const edit = mark.fix && smallestEdit(text, mark.fix.apply(text))
    const touches = monaco.Range.areIntersectingOrTouching(rangeOf(model, mark.start, mark.end), range)
    if (!mark.fix || !edit || !touches) return []
    const textEdit = { range: rangeOf(model, edit.start, edit.end), text: edit.text }
    return {
      title: mark.fix.label,
      kind: 'quickfix',
      isPreferred: true,
      edit: { edits: [{ resource: model.uri, versionId: model.getVersionId(), textEdit }] },
    }
  })
  return { actions, dispose: () => undefined }
}

export { monaco }
