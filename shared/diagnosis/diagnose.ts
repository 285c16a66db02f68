import type { Facts } from '../facts/facts.ts'
import type { Finding, Grade, LintResult, Unknown } from '../lint/run-lint.ts'
import { answerTopics, TOPICS, type Topic } from './answer-topics.ts'
import { applyTrials, type RuledOut, type Settled } from './experiments/apply-trials.ts'
import type { Setting } from './experiments/experiment.ts'
import { RANKED_CAUSES, type Priors, type RankedCauseId } from './priors.ts'
import { weighCauses, type Weighed } from './rank-causes.ts'
import { sentenceCase } from './sentence-case.ts'

/** One explanation of the answer. */
export interface Cause {
  /** A rule id or a ranked cause's id. */
  readonly id: string
  readonly title: string
  readonly grade: Grade
  /** JSON pointer into the attempt; a ranked cause has none. */
  readonly where?: string
  readonly evidence: string
  /** Share of what remains, 0 to 1; of ranked causes and pointers only. */
  readonly share?: number
  readonly finding?: Finding
  /** What would settle it. */
  readonly settle?: string
}

/** What became of the attempt. */
export type Fate = 'succeeded' | 'refused' | 'unknown'

export interface Verdict {
  readonly outcome: 'proven' | 'ranked' | 'clean'
  readonly fate: Fate
  /** Most probable first. */
  readonly causes: readonly Cause[]
  /** Causes under which an experiment could not have ended as it did. */
  readonly ruledOut: readonly RuledOut[]
  /** The cause that one changed thing has shown. */
  readonly settled: Settled | undefined
  /** Weights of the ranked causes after all that is known; what the next experiment is chosen by. */
  readonly weights: readonly Pick<Weighed, 'id' | 'weight'>[]
  readonly topics: readonly Topic[]
  readonly unknowns: readonly Unknown[]
}

export interface DiagnoseOptions {
  readonly priors?: Priors
  /** What experiments on this attempt have shown. */
  readonly trials?: Omit<Setting, 'facts'>
}

/** The evidence of a cause that stands there by its prior alone. */
export const NO_REASON = 'Nothing here speaks for or against it.'
/** A ranked cause with this share of the weight is probable. */
const PROBABLE_SHARE = 0.3
/** Below this a ranked cause is not worth a line. */
const MENTION_SHARE = 0.02
/** Weights of findings beside the priors of the ranked causes. */
const FINDING_WEIGHT: Readonly<Record<Grade, number>> = { proven: 0, probable: 150, possible: 20, hint: 0 }
/** Warnings about what the vendor itself has announced for this date. */
const DATED: Readonly<Record<string, number>> = { 'env-key-mode-retired': 2 }
/** How much an answer that speaks of a rule's subject adds to it. */
const NAMED = 6

/**
 * Why the attempt failed: proven breaches first, then pointers and ranked causes by weight, hints last. The answer's
 * own words add weight and never remove a proven cause. Pure; the same for the page, the server and the command.
 */
export function diagnose(facts: Facts, lint: LintResult, options: DiagnoseOptions = {}): Verdict {
  const fate = fateOf(facts)
  const topics = answerTopics(facts)
  const isNamed = (ruleId: string): boolean => topics.some((topic) => TOPICS[topic].rules.test(ruleId))
  const proven = lint.findings.filter(({ grade }) => grade === 'proven')
  const hints = lint.findings.filter(({ grade }) => grade === 'hint')
  const ordered = [...proven].sort(
    (a, b) => Number(isNamed(b.ruleId)) - Number(isNamed(a.ruleId)) || stepOf(a) - stepOf(b),
  )
  const first =
    fate === 'refused' && facts.flow !== 'key'
      ? weighCauses(facts, lint.findings, topics, options.priors ?? RANKED_CAUSES)
      : []
  const { trials } = options
  const {
    weighed: ranked,
    ruledOut,
    settled,
  } = trials === undefined
    ? { weighed: first, ruledOut: [], settled: undefined }
    : applyTrials(first, { ...trials, facts })
  const weighed = weighAll(lint.findings, ranked, isNamed, proven.length > 0).filter(
    ({ id }) => id !== settled?.id,
  )
  const causes = [
    ...(settled === undefined ? [] : [fromSettled(settled)]),
    ...ordered.map((finding) => fromFinding(finding)),
    ...weighed,
    ...hints
      .filter(({ ruleId }) => !weighed.some(({ id }) => id === ruleId))
      .map((finding) => fromFinding(finding)),
  ]
  return {
    outcome: outcomeOf(causes, fate),
    fate,
    causes,
    ruledOut,
    settled,
    weights: ranked.map(({ id, weight }) => ({ id, weight })),
    topics,
    unknowns: lint.unknowns,
  }
}

/** One changed thing turned the refusal into a token. */
const fromSettled = ({ id, because, isSure }: Settled): Cause => ({
  id,
  title: RANKED_CAUSES[id].title,
  grade: isSure ? 'proven' : 'probable',
  evidence: isSure
    ? sentence([`Nothing else was changed, and the server issued a token: ${because}`])
    : sentence([because, 'whether the request without that change is still refused has not been looked at']),
  ...(isSure
    ? {}
    : { settle: 'Repeat the request once without that change: if it is still refused, this was it.' }),
})

function outcomeOf(causes: readonly Cause[], fate: Fate): Verdict['outcome'] {
  if (causes.some(({ grade }) => grade === 'proven')) return 'proven'
  if (fate !== 'succeeded') return 'ranked'
  return causes.some(({ grade }) => grade === 'probable') ? 'ranked' : 'clean'
}

/** Loading a key needs no answer: what is wrong with it are its findings. */
function fateOf({ flow, response, callback, live }: Facts): Fate {
  if (flow === 'key') return 'succeeded'
  if (flow === 'authorize') {
    if (callback?.param('error') !== undefined || (response?.status ?? 200) >= 400) return 'refused'
    return callback?.param('code') === undefined ? 'unknown' : 'succeeded'
  }
  if (response === undefined) return 'unknown'
  // A body that came without its status line says by itself that it is an error.
  if (response.error !== undefined) return 'refused'
  if (response.status === undefined) return live || response.failure === undefined ? 'unknown' : 'refused'
  const ok = response.status >= 200 && response.status < 300 && response.error === undefined
  return ok && response.members?.['access_token'] !== undefined ? 'succeeded' : 'refused'
}

/** The order in which servers check: an earlier fault hides the later ones. */
const STEPS: readonly RegExp[] = [
  /^(assertion-|header-alg-(none|symmetric|missing|case))/,
  /^tokreq-/,
  /^payload-(wrong-environment|hidden|iss|sub|client-id|id-)|^resp-client-echo/,
  /^(header-kid|header-alg|header-x5t|jwks-|key-)/,
  /^signature-/,
  /^payload-aud/,
  /^(env-clock|payload-(exp|iat|nbf|date|window|timezone))/,
  /^payload-jti/,
]

function stepOf({ ruleId }: Finding): number {
  const step = STEPS.findIndex((pattern) => pattern.test(ruleId))
  return step < 0 ? STEPS.length : step
}

interface Candidate {
  readonly id: string
  readonly weight: number
  readonly finding?: Finding
  readonly ranked?: Weighed
}

/** Pointers and ranked causes in one order; a cause that a rule also names keeps both its reasons. */
function weighAll(
  findings: readonly Finding[],
  ranked: readonly Weighed[],
  isNamed: (ruleId: string) => boolean,
  hasProof: boolean,
): Cause[] {
  const candidates = new Map<string, Candidate>()
  for (const { id, weight, because } of ranked) {
    const isProven = findings.some(({ ruleId, grade }) => ruleId === id && grade === 'proven')
    if (weight > 0 && !isProven) candidates.set(id, { id, weight, ranked: { id, weight, because } })
  }
  for (const finding of findings) {
    const base = FINDING_WEIGHT[finding.grade]
    const known = candidates.get(finding.ruleId)
    // A hint adds no weight, but it says more about a cause that is ranked anyway.
    if (finding.grade === 'hint' && known !== undefined) candidates.set(known.id, { ...known, finding })
    if (base === 0) continue
    const weight = base * (isNamed(finding.ruleId) ? NAMED : 1) * (DATED[finding.ruleId] ?? 1)
    candidates.set(finding.ruleId, {
      ...known,
      id: finding.ruleId,
      weight: weight + (known?.weight ?? 0),
      finding,
    })
  }
  const total = [...candidates.values()].reduce((sum, { weight }) => sum + weight, 0)
  return [...candidates.values()]
    .sort((a, b) => b.weight - a.weight)
    .map((candidate) => toCause(candidate, total, hasProof))
    .filter(
      ({ share = 1, finding }) =>
        share >= MENTION_SHARE || (finding !== undefined && finding.grade !== 'hint'),
    )
}

function toCause({ id, weight, finding, ranked }: Candidate, total: number, hasProof: boolean): Cause {
  const share = total === 0 ? 0 : weight / total
  const byShare: Grade = share >= PROBABLE_SHARE && !hasProof ? 'probable' : 'possible'
  if (ranked === undefined && finding !== undefined) return { ...fromFinding(finding), share }
  const cause = RANKED_CAUSES[id as RankedCauseId]
  const reasons = [...(finding === undefined ? [] : [finding.message]), ...(ranked?.because ?? [])]
  return {
    id,
    title: finding?.title ?? cause.title,
    grade: finding?.grade === 'probable' ? 'probable' : byShare,
    evidence: reasons.length === 0 ? NO_REASON : sentence(reasons),
    share,
    settle: cause.settle,
    ...(finding === undefined ? {} : { finding, where: finding.pointer }),
  }
}

const sentence = (reasons: readonly string[]): string =>
  `${sentenceCase(reasons.map((reason) => reason.replace(/\.$/, '')).join('; '))}.`

const fromFinding = (finding: Finding): Cause => ({
  id: finding.ruleId,
  title: finding.title,
  grade: finding.grade,
  where: finding.pointer,
  evidence: finding.message,
  finding,
})
