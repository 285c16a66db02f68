import { attempt as attemptSchema, type Attempt, type RecordedFacts } from '../attempt/attempt.ts'
import { diagnose, type Verdict } from '../diagnosis/diagnose.ts'
import type { Evidence, Facts } from '../facts/facts.ts'
import { gatherFacts } from '../facts/gather-facts.ts'
import { recordedFactsOf } from '../facts/recorded-facts.ts'
import { RULES } from '../lint/registry.ts'
import { runLint, type Finding } from '../lint/run-lint.ts'
import type { Profile } from '../profiles/profile.ts'
import { redactAttempt, type Redacted, type RedactOptions } from './redact-attempt.ts'

export interface RedactedForDiagnosis extends Redacted {
  /** Of the attempt before anything was masked. */
  readonly verdict: Verdict
}

/** What is known of the key besides the attempt: its public half, or the facts of its file. */
export type KeyEvidence = Pick<Evidence, 'publicJwk' | 'keyFacts'>

/**
 * Redacts an attempt and writes into its `facts` what its masks hide from the rules, so that the redacted one is
 * diagnosed like the original. What an earlier redaction recorded stays.
 */
export async function redactForDiagnosis(
  attempt: Attempt,
  profile: Profile,
  options: RedactOptions,
  key: KeyEvidence = {},
): Promise<RedactedForDiagnosis> {
  const before = await gatherFacts({ ...attempt, profile, ...key })
  const said = runLint(before, RULES)
  const base = attempt.redaction === undefined ? factsOf(before, said.findings) : { ...attempt.facts }
  delete base.findings
  delete base.silent
  const bare = redactAttempt({ ...attempt, facts: base }, options)
  const after = runLint(await gatherFacts({ ...bare.attempt, profile }), RULES)
  const lost = minus(said.findings, after.findings).map((finding) => ({
    id: finding.ruleId,
    where: finding.pointer,
    message: finding.message,
    severity: finding.severity,
    proof: finding.proof,
    actual: finding.actual,
    expected: finding.expected,
    index: finding.index,
  }))
  const invented = minus(after.findings, said.findings)
  const facts = {
    ...base,
    ...(lost.length === 0 ? {} : { findings: lost }),
    ...(invented.length === 0
      ? {}
      : { silent: invented.map(({ ruleId, pointer }) => ({ id: ruleId, where: pointer })) }),
  }
  const isComplete = lost.length === 0 && invented.length === 0
  const redacted = isComplete ? bare : redactAttempt({ ...attempt, facts }, options)
  // In the order of the format, so that an export of an import is the same text.
  return { ...redacted, attempt: attemptSchema.parse(redacted.attempt), verdict: diagnose(before, said) }
}

function factsOf(facts: Facts, findings: readonly Finding[]): RecordedFacts {
  const under = facts.assertion?.signature.underUploaded ?? 'unknown'
  return {
    ...recordedFactsOf(facts, findings),
    ...(under === 'unknown' ? {} : { signatureVerifiesUnderUploaded: under === 'valid' }),
  }
}

/** Findings of the first list that the second does not have; by rule, place and grade, in a fixed order. */
function minus(from: readonly Finding[], other: readonly Finding[]): Finding[] {
  const idOf = ({ ruleId, pointer, grade }: Finding): string => `${ruleId} ${pointer} ${grade}`
  const there = new Set(other.map(idOf))
  return from.filter((finding) => !there.has(idOf(finding))).sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
}
