import type { RuleObject } from '../../../shared/lint/define-rule.ts'
import { gradeOf } from '../../../shared/lint/run-lint.ts'
import type { RuleState, RuleStateName } from '../../../shared/lint/rule-states.ts'
import type { Tone } from '../../ui/badge/badge.tsx'

export const OBJECT_WORDS: Readonly<Record<RuleObject, string>> = {
  header: 'header',
  payload: 'payload',
  key: 'private key',
  jwks: 'JWK Set',
  'token-request': 'token request',
  'authorize-url': 'authorize URL',
  discovery: 'discovery',
  environment: 'environment',
  response: 'response',
}

export const STATE_WORDS: Readonly<Record<RuleStateName, { readonly word: string; readonly tone: Tone }>> = {
  fails: { word: 'fails', tone: 'error' },
  left: { word: 'left to another', tone: 'warning' },
  unknown: { word: 'unknown', tone: 'unknown' },
  'not-checked': { word: 'not checked', tone: 'unknown' },
  passes: { word: 'passes', tone: 'ok' },
  off: { word: 'off', tone: 'unknown' },
}

export interface RuleFilter {
  readonly search: string
  readonly object: RuleObject | 'all'
  /** `in-force`: everything that is not off. */
  readonly state: RuleStateName | 'in-force' | 'all'
}

/** Rows in which every word of the search stands somewhere: id, title, repair, source, what it says now. */
export function filterRules(states: readonly RuleState[], filter: RuleFilter): RuleState[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  return states.filter(({ rule, state, why }) => {
    if (filter.object !== 'all' && rule.object !== filter.object) return false
    if (filter.state === 'in-force' ? state === 'off' : filter.state !== 'all' && state !== filter.state)
      return false
    const text = [rule.id, rule.title, rule.fix, rule.source.document, why].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** How many of each state there are, in words: "2 fail, 40 pass". */
export function countWords(states: readonly RuleState[]): string {
  const count = (name: RuleStateName) => states.filter(({ state }) => state === name).length
  const parts = [
    [count('fails'), 'fail'],
    [count('left'), 'left to another'],
    [count('unknown'), 'unknown'],
    [count('not-checked'), 'not checked'],
    [count('passes'), 'pass'],
    [count('off'), 'off'],
  ] as const
  return parts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])).join(', ')
}

/** What a failure would count as here: the grade of its severity and proof class. */
export function weightOf({ rule, severity, finding }: RuleState): string {
  if (finding) return finding.grade
  return severity === 'off' ? 'off' : gradeOf(severity, rule.proof)
}
