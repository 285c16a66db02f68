import { locatePointer, type TextRange } from '../../../shared/json/locate-pointer.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import type { EditorMark, EditorNote } from '../../ui/code-editor/editor-parts.ts'
import { clockTime, distance } from './human-time.ts'
import { numberValue, readText } from './form-model.ts'

export type Part = 'header' | 'payload'

const TARGETS = { header: 'headerText', payload: 'payloadText' } as const

/** The pointer within one of the two texts; undefined when it points elsewhere. */
export function pointerWithin(part: Part, pointer: string): string | undefined {
  const root = `/assertion/${part}`
  return pointer === root || pointer.startsWith(`${root}/`) ? pointer.slice(root.length) : undefined
}

/** The value itself, or the nearest thing around it that is there: a missing claim points at its object. */
export function nearestRange(text: string, pointer: string): TextRange {
  const found = locatePointer(text, pointer)
  if (found && pointer !== '') return found
  if (pointer === '') return { start: found?.start ?? 0, end: (found?.start ?? 0) + 1 }
  return nearestRange(text, pointer.slice(0, pointer.lastIndexOf('/')))
}

/** The findings about one text as squiggles, with their mechanical repair. */
export function editorMarks(part: Part, text: string, findings: readonly Finding[]): EditorMark[] {
  return findings.flatMap((finding) => {
    const pointer = pointerWithin(part, finding.pointer)
    const { severity, edit } = finding
    if (pointer === undefined) return []
    const fix = edit?.target === TARGETS[part] ? { label: edit.label, apply: edit.apply } : undefined
    return {
      ...nearestRange(text, pointer),
      severity,
      message: plainText(finding.message),
      source: finding.source.document,
      ...(fix && { fix }),
    }
  })
}

/** The times of a claims set in words, each behind its number. */
export function timeNotes(text: string, now: number): EditorNote[] {
  const payload = readText(text)
  return ['iat', 'nbf', 'exp'].flatMap((name) => {
    const value = numberValue(payload, name)
    const range = locatePointer(text, `/${name}`)
    if (value === undefined || !range) return []
    const at = text[range.end] === ',' ? range.end + 1 : range.end
    return { at, text: `${clockTime(value, now)}, ${distance(value, now)}` }
  })
}

/** What the worst finding about a value, or something inside it, says to the field that edits it. */
export function fieldHelp(findings: readonly Finding[], pointer: string) {
  const about = findings.filter(
    (finding) => finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`),
  )
  const say = (severity: Finding['severity']) => {
    const message = about.find((finding) => finding.severity === severity)?.message
    return message === undefined ? undefined : plainText(message)
  }
  return { error: say('error'), warning: say('warning') }
}
