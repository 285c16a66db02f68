import { expect, it } from 'vitest'
import type { Failure, Rule, RuleResult } from '../lint/define-rule.ts'
import { anAttempt, type AttemptBuilder } from './an-attempt.ts'
import type { ProfileId } from '../profiles/profile.ts'

export interface RuleRow {
  readonly why: string
  /** Spoils a correct attempt, or leaves it alone. */
  readonly facts: (attempt: AttemptBuilder) => AttemptBuilder
  readonly want: RuleResult['kind']
  readonly profile?: ProfileId
  readonly pointer?: string
  readonly index?: number
  readonly severity?: Failure['severity']
  readonly proof?: Failure['proof']
  readonly says?: RegExp
}

/** A rule as a specification: each row spoils a correct attempt in one way and says what the rule answers. */
export function ruleTable(rule: Rule, rows: readonly RuleRow[]): void {
  it.each(rows)('$why → $want', async (row) => {
    const result = rule.check(await row.facts(anAttempt(row.profile)).facts())
    const [first] = (Array.isArray(result) ? result : [result]) as RuleResult[]
    expect(first?.kind ?? 'pass', JSON.stringify(first)).toBe(row.want)
    if (first?.kind !== 'fail') return
    if (row.pointer !== undefined) expect(first.pointer).toBe(row.pointer)
    if (row.index !== undefined) expect(first.index).toBe(row.index)
    if (row.severity !== undefined) expect(first.severity).toBe(row.severity)
    if (row.proof !== undefined) expect(first.proof ?? rule.proof).toBe(row.proof)
    if (row.says !== undefined) expect(first.message).toMatch(row.says)
  })
}
