import type { Edit } from '../../../shared/lint/define-rule.ts'
import type { Finding, LintResult } from '../../../shared/lint/run-lint.ts'

type Texts = Readonly<Record<Edit['target'], string>>

/** A finding that can be posted between threads: its repair as the text before and after. */
export interface PortableFinding extends Omit<Finding, 'edit'> {
  readonly edit?: Omit<Edit, 'apply'> & { readonly before: string; readonly after: string }
}

export interface PortableResult extends Omit<LintResult, 'findings'> {
  readonly findings: readonly PortableFinding[]
}

export const toPortable = (result: LintResult, texts: Texts | undefined): PortableResult => ({
  ...result,
  findings: result.findings.map(({ edit, ...finding }) => {
    if (!edit || !texts) return finding
    const { label, target } = edit
    return { ...finding, edit: { label, target, before: texts[target], after: edit.apply(texts[target]) } }
  }),
})

export const fromPortable = (result: PortableResult): LintResult => ({
  ...result,
  findings: result.findings.map(({ edit, ...finding }) => {
    if (!edit) return finding
    const { label, target, before, after } = edit
    return { ...finding, edit: { label, target, apply: (text) => reapply(before, after, text) } }
  }),
})

/** How much of the surroundings of a change must still be there, in UTF-16 code units. */
const CONTEXT = 8

/**
 * The change from `before` to `after` made in a text that may have moved on since: where the changed place with its
 * surroundings is there exactly once. Otherwise the text as it is.
 */
export function reapply(before: string, after: string, text: string): string {
  if (text === before) return after
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const from = Math.max(0, start - CONTEXT)
  const rest = Math.max(0, tail - CONTEXT)
  const place = before.slice(from, before.length - rest)
  const at = text.indexOf(place)
  if (place === '' || at < 0 || text.includes(place, at + 1)) return text
  return text.slice(0, at) + after.slice(from, after.length - rest) + text.slice(at + place.length)
}
