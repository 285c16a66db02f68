import type { Profile } from '../profiles/profile.ts'
import type { Rule, RuleObject, Severity } from './define-rule.ts'
import { severityIn, type Finding, type LintResult } from './run-lint.ts'

/** What a rule says now. `not-checked`: what it looks at is not at hand, so that silence means nothing. */
export type RuleStateName = 'fails' | 'left' | 'unknown' | 'not-checked' | 'passes' | 'off'

export interface RuleState {
  readonly rule: Rule
  readonly severity: Severity
  readonly state: RuleStateName
  /** In words: what was found, what is needed, who names the fault instead, why the rule is off. */
  readonly why: string
  readonly finding?: Finding
}

/** Most urgent first. */
export const STATE_ORDER: readonly RuleStateName[] = [
  'fails',
  'left',
  'unknown',
  'passes',
  'not-checked',
  'off',
]

const NEEDS: Partial<Readonly<Record<RuleObject, string>>> = {
  header: 'a header that can be read',
  payload: 'a payload that can be read',
  key: 'the key file: its bytes stay in the program, which checks them on the Key step',
  jwks: 'the JWK Set: fetch it on the Key step',
  'token-request': 'the token request, which is built once the assertion is signed',
  'authorize-url': 'an authorization request',
  discovery: 'a discovery document',
  response: 'an answer of the server',
}

/** Every rule with what it says now: a pass only where there was something to look at. */
export function ruleStates(profile: Profile, result: LintResult, rules: readonly Rule[]): RuleState[] {
  const findings = new Map(result.findings.map((finding) => [finding.ruleId, finding]))
  const unknowns = new Map(result.unknowns.map(({ ruleId, needs }) => [ruleId, needs]))
  const stateOf = (rule: Rule): RuleState => {
    const severity = severityIn(rule, profile)
    const finding = findings.get(rule.id)
    const needs = unknowns.get(rule.id)
    const owner = result.left[rule.id]
    if (severity === 'off')
      return { rule, severity, state: 'off', why: `${profile.name} does not ask for this.` }
    if (finding) return { rule, severity, state: 'fails', why: finding.message, finding }
    if (owner !== undefined)
      return { rule, severity, state: 'left', why: `${owner} names the same fault more exactly.` }
    if (needs !== undefined) return { rule, severity, state: 'unknown', why: `Needs ${needs}.` }
    if (result.absent.includes(rule.object))
      return { rule, severity, state: 'not-checked', why: `Needs ${NEEDS[rule.object] ?? 'more'}.` }
    return { rule, severity, state: 'passes', why: 'Looked at, nothing found.' }
  }
  return rules
    .map(stateOf)
    .sort(
      (a, b) =>
        STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) || a.rule.id.localeCompare(b.rule.id),
    )
}
