import { expect, it } from 'vitest'
import { diagnose } from '../diagnosis/diagnose.ts'
import { RULES } from '../lint/registry.ts'
import { runLint, severityIn, type Grade } from '../lint/run-lint.ts'
import type { ProfileId } from '../profiles/profile.ts'
import { PROFILES } from '../profiles/registry.ts'
import { anAttempt, type AttemptBuilder } from './an-attempt.ts'

/** One fault put into a correct attempt, and the rule that has to name it. */
export interface Fault {
  readonly rule: string
  readonly why: string
  readonly spoil: (attempt: AttemptBuilder) => AttemptBuilder | Promise<AttemptBuilder>
  /** The profiles it is tried in; every one where the rule is on, when absent. */
  readonly profiles?: readonly ProfileId[]
  readonly except?: readonly ProfileId[]
  /** The correct attempt that is spoilt. */
  readonly from?: (profile: ProfileId) => AttemptBuilder
  readonly where?: string
  readonly index?: number
  readonly grade?: Grade
  /** Other rules that are right as well, where one fault breaks two rules. */
  readonly also?: readonly string[]
}

const profilesOf = ({ rule: id, profiles, except = [] }: Fault): ProfileId[] => {
  const rule = RULES.find((each) => each.id === id)
  if (rule === undefined) throw new Error(`no rule ${id}`)
  const on = PROFILES.filter((profile) => severityIn(rule, profile) !== 'off').map((profile) => profile.id)
  return (profiles ?? on).filter((profile) => !except.includes(profile))
}

/**
 * Faults as a specification: the rule names the fault in every profile, at its place; where it proves it, it is the
 * first cause and, with those in `also`, the only proven one.
 */
export function faultTable(faults: readonly Fault[]): void {
  const rows = faults.flatMap((fault) => profilesOf(fault).map((profile) => ({ ...fault, profile })))
  it.each(rows)('$rule in $profile: $why', async (row) => {
    const facts = await (await row.spoil((row.from ?? anAttempt)(row.profile))).facts()
    const lint = runLint(facts, RULES)
    const said = lint.findings.map(({ ruleId, grade, message }) => `${grade} ${ruleId}: ${message}`)
    const finding = lint.findings.find(({ ruleId }) => ruleId === row.rule)
    expect(finding, said.join('\n')).toBeDefined()
    if (row.where !== undefined) expect(finding?.pointer).toBe(row.where)
    if (row.index !== undefined) expect(finding?.index).toBe(row.index)
    if (row.grade !== undefined) expect(finding?.grade).toBe(row.grade)
    const proven = lint.findings.filter(({ grade }) => grade === 'proven').map(({ ruleId }) => ruleId)
    const right = [row.rule, ...(row.also ?? [])]
    expect(
      proven.filter((id) => !right.includes(id)),
      said.join('\n'),
    ).toEqual([])
    if (proven.length > 0) expect(right).toContain(diagnose(facts, lint).causes[0]?.id)
  })
}
