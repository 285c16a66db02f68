import type { Facts } from '../facts/facts.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Edit, Failure, ProofClass, Rule, RuleObject, Severity, Source } from './define-rule.ts'

export type Grade = 'proven' | 'probable' | 'possible' | 'hint'

/** One rule that has something to say about this attempt. */
export interface Finding {
  readonly ruleId: string
  readonly title: string
  readonly object: RuleObject
  readonly severity: Exclude<Severity, 'off'>
  readonly proof: ProofClass
  readonly grade: Grade
  readonly pointer: string
  readonly message: string
  readonly actual?: string
  readonly expected?: string
  readonly index?: number
  readonly fix: string
  readonly source: Source
  readonly edit?: Edit
}

/** A rule that cannot tell yet. */
export interface Unknown {
  readonly ruleId: string
  readonly title: string
  readonly needs: string
}

export interface LintResult {
  /** Worst first; one owner a fault. */
  readonly findings: readonly Finding[]
  readonly unknowns: readonly Unknown[]
  /** Rules that found something as well and left it to a more exact one: rule id → id of the owner. */
  readonly left: Readonly<Record<string, string>>
  /** Objects of which nothing is at hand: that a rule about one finds nothing there means nothing. */
  readonly absent: readonly RuleObject[]
}

const GRADE_ORDER: readonly Grade[] = ['proven', 'probable', 'possible', 'hint']

/** The severity of a rule in a profile: its own entry, else the one of its family. */
export const severityIn = (rule: Rule, profile: Profile): Severity =>
  rule.severity[profile.id] ?? rule.severity[profile.family]

/** Grade of a finding: severity and proof class together (attempt file format, field `grade`). */
export function gradeOf(severity: Exclude<Severity, 'off'>, proof: ProofClass): Grade {
  if (severity === 'info' || proof === 'H') return 'hint'
  if (severity === 'warning') return 'possible'
  return proof === 'P' ? 'proven' : 'probable'
}

/** Runs the rules of the profile over the facts. Linear in the number of rules; never throws for a rule's input. */
export function runLint(facts: Facts, rules: readonly Rule[]): LintResult {
  const findings: Finding[] = []
  const unknowns: Unknown[] = []
  const silenced = new Map<string, string>()
  for (const rule of rules) {
    const tableSeverity = severityIn(rule, facts.profile)
    const result = rule.check(facts)
    const failures = Array.isArray(result)
      ? (result as readonly Failure[])
      : [result as Exclude<typeof result, readonly Failure[]>]
    for (const each of failures) {
      if (each.kind === 'unknown' && tableSeverity !== 'off') {
        unknowns.push({ ruleId: rule.id, title: rule.title, needs: each.needs })
      }
      if (each.kind !== 'fail') continue
      const severity = tableSeverity === 'off' ? 'off' : (each.severity ?? tableSeverity)
      if (severity === 'off') continue
      findings.push(findingOf(rule, each, severity))
      for (const owned of rule.owns ?? []) silenced.set(owned, rule.id)
    }
  }
  const left = findings.flatMap(({ ruleId }): [string, string][] => {
    const owner = silenced.get(ruleId)
    return owner === undefined ? [] : [[ruleId, owner]]
  })
  return {
    findings: withRecorded(
      findings.filter(({ ruleId }) => !silenced.has(ruleId)),
      facts,
      rules,
    ).sort((a, b) => GRADE_ORDER.indexOf(a.grade) - GRADE_ORDER.indexOf(b.grade)),
    unknowns: unknowns.filter(({ ruleId }) => !silenced.has(ruleId)),
    left: Object.fromEntries(left),
    absent: absentObjects(facts),
  }
}

function absentObjects(facts: Facts): RuleObject[] {
  const material: readonly (readonly [RuleObject, unknown])[] = [
    ['header', facts.assertion?.header],
    ['payload', facts.assertion?.payload],
    ['key', facts.keyFile],
    ['jwks', facts.jwks],
    ['token-request', facts.request],
    ['authorize-url', facts.authorization],
    ['discovery', facts.discovery[0]],
    ['response', facts.live ? undefined : facts.response],
  ]
  return material.flatMap(([object, found]) => (found === undefined ? [object] : []))
}

/** A masked attempt says what its masks hide, and which rules would only speak of the masks. */
function withRecorded(findings: readonly Finding[], { recorded }: Facts, rules: readonly Rule[]): Finding[] {
  const isSilent = ({ ruleId, pointer }: Finding): boolean =>
    recorded.silent?.some(({ id, where }) => id === ruleId && where === pointer) ?? false
  const said = (recorded.findings ?? []).flatMap(({ id, where, message, severity, proof, ...values }) => {
    const rule = rules.find((each) => each.id === id)
    if (rule === undefined) return []
    const { actual, expected, index } = values
    const failure: Failure = {
      kind: 'fail',
      pointer: where,
      message,
      proof,
      ...(actual === undefined ? {} : { actual }),
      ...(expected === undefined ? {} : { expected }),
      ...(index === undefined ? {} : { index }),
    }
    return [findingOf(rule, failure, severity)]
  })
  if (said.length === 0) return findings.filter((finding) => !isSilent(finding))
  // In the order in which the rules would have said it.
  const place = new Map(rules.map(({ id }, index) => [id, index]))
  return [...findings.filter((finding) => !isSilent(finding)), ...said].sort(
    (a, b) => (place.get(a.ruleId) ?? 0) - (place.get(b.ruleId) ?? 0),
  )
}

function findingOf(rule: Rule, failure: Failure, severity: Exclude<Severity, 'off'>): Finding {
  const { kind: _, severity: __, proof, ...rest } = failure
  const chosen = proof ?? rule.proof
  return {
    ruleId: rule.id,
    title: rule.title,
    object: rule.object,
    severity,
    proof: chosen,
    grade: gradeOf(severity, chosen),
    fix: rule.fix,
    source: rule.source,
    ...rest,
  }
}
