import type { ShownAttempt } from '../../../shared/contract/token-requests.ts'
import type { Diagnosis, ShownExperiment } from '../../../shared/contract/diagnoses.ts'
import { NO_REASON } from '../../../shared/diagnosis/diagnose.ts'
import type { SendWindow } from '../../../shared/diagnosis/jwks-visits.ts'
import { noResponseAdvice } from '../../../shared/diagnosis/outcome-advice.ts'
import { spanWords } from '../../../shared/diagnosis/sync-clock.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { coverOf } from '../../../shared/scope/compare-scopes.ts'
import { decodeForm } from '../../ui/wire-text/masked-body.ts'

export type Step = 'server' | 'key' | 'assertion' | 'launch' | 'request' | 'answer'
export type VerdictTone = 'ok' | 'warning' | 'error' | 'unknown'

export interface Verdict {
  readonly tone: VerdictTone
  /** The answer in one sentence. */
  readonly sentence: string
  /** What the server itself said, and how far the sentence reaches. */
  readonly reach: string
}

/** Of a reason that stands in the headline; a longer one, several experiments say, stands below it. Characters. */
const MOST_REASON = 90

/** What an attempt came to, from its outcome and its diagnosis; without one yet, from the outcome alone. */
export function verdictOf(attempt: ShownAttempt, diagnosis: Diagnosis | undefined): Verdict {
  const { outcome } = attempt
  switch (outcome.kind) {
    case 'token':
      return { tone: 'ok', sentence: 'The server issued a token.', reach: tokenReach(attempt) }
    case 'no-response':
      return {
        tone: 'unknown',
        sentence: noResponseAdvice(outcome.failure, outcome.detail).sentence,
        reach: plainText(outcome.detail),
      }
    case 'not-conformant':
      return {
        tone: 'warning',
        sentence: `HTTP ${outcome.status}, but not the answer of a token endpoint.`,
        reach: `${capital(plainText(outcome.why))}. Whatever answered may not be the authorization server.`,
      }
    case 'oauth-error':
      return refusal(outcome.error, outcome.description, diagnosis)
  }
}

const tokenReach = ({ environment }: ShownAttempt): string =>
  `${environment.clientId ?? 'The client'} is authenticated: key, claims and request are as this server wants them.`

function refusal(error: string, description: string | undefined, diagnosis: Diagnosis | undefined): Verdict {
  const said = plainText(
    description ? `The server said ${error}: ${description}.` : `The server said only ${error}.`,
  )
  if (!diagnosis) return { tone: 'unknown', sentence: 'The server refused. Judging why…', reach: said }
  const [worst, ...others] = diagnosis.causes.filter(({ grade }) => grade !== 'hint')
  if (!worst)
    return {
      tone: 'unknown',
      sentence: 'Nothing that can be checked from here is wrong.',
      reach: `${said} What remains is on the server’s side: the registration, its cached keys, or a rule it does not publish.`,
    }
  const rest =
    others.length === 0 ? '' : ` ${others.length} more ${others.length === 1 ? 'cause' : 'causes'} below.`
  // A rule's message is the sentence; a ranked cause has its title and says what speaks for it.
  const hasReason = worst.object === undefined && worst.evidence !== NO_REASON
  const isShort = worst.evidence.length <= MOST_REASON
  const because = hasReason && isShort ? `, because: ${lower(worst.evidence)}` : '.'
  const reason = hasReason && !isShort ? `Because: ${lower(worst.evidence)} ` : ''
  const reach = `${reason}${said}${rest}`
  const what = worst.object === undefined ? `${worst.title}${because}` : worst.evidence
  if (worst.grade === 'proven') {
    const why = worst.source
      ? ` It breaks this server’s documented rule (${worst.source.document}) and is enough to explain the answer.`
      : ''
    return { tone: 'error', sentence: `Proven: ${what}${why}`, reach }
  }
  const lead =
    worst.grade === 'probable'
      ? 'Nothing local is proven. Most likely: '
      : 'Nothing local is wrong. First to look at: '
  return { tone: worst.grade === 'probable' ? 'warning' : 'unknown', sentence: `${lead}${what}`, reach }
}

const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** "21 %", "under 1 %". */
export const percent = (share: number): string => {
  const whole = Math.round(share * 100)
  return whole === 0 && share > 0 ? 'under 1 %' : `${whole} %`
}

/** What an experiment costs, in words. */
export function costWords({ experiment, how, waitS, isAutomatic }: ShownExperiment): string {
  if (experiment === 'X12')
    return isAutomatic
      ? 'Sends one request; the fetch is seen by this program.'
      : 'You look it up. Sending such a kid is an experiment of its own, below.'
  if (how === 'ask') return isAutomatic ? 'Looked up by this program.' : 'You look it up; nothing is sent.'
  if (waitS !== undefined) return `Waits ${spanWords(waitS)}, then sends one request, unchanged.`
  return 'Sends one request with this one change, a fresh jti and fresh times.'
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '')

/** Where the JWK Set of this attempt is hosted, and the sends around which its host may have seen a fetch. */
export function hostedSet(
  attempt: ShownAttempt,
  attempts: readonly ShownAttempt[],
  trials: Diagnosis['trials'],
): { readonly path: string; readonly sends: readonly SendWindow[] } | undefined {
  const url = attempt.environment.registration?.jwksUrl
  if (url === undefined || !URL.canParse(url)) return undefined
  const window = ({ sentAt, response }: ShownAttempt, isUnknownKid: boolean): SendWindow => ({
    sentAt,
    receivedAt: response.receivedAt,
    isUnknownKid,
  })
  const unknown = trials.filter(({ experiment }) => experiment === 'X2').map(({ attemptId }) => attemptId)
  return {
    path: new URL(url).pathname,
    sends: [
      window(attempt, false),
      ...attempts.filter(({ id }) => unknown.includes(id)).map((each) => window(each, true)),
    ],
  }
}

/** The step on which the value that a cause is about is edited. */
export function stepOf(object: string | undefined): Step {
  switch (object) {
    case 'header':
    case 'payload':
      return 'assertion'
    case 'key':
    case 'jwks':
      return 'key'
    case 'token-request':
      return 'request'
    case 'authorize-url':
      return 'launch'
    case 'discovery':
    case 'environment':
      return 'server'
    default:
      return 'answer'
  }
}

export interface ScopeRow {
  readonly scope: string
  readonly state: 'granted' | 'partly granted' | 'not granted' | 'context' | 'added'
  /** In other words than asked: the scopes that cover it. */
  readonly by?: string
}

/**
 * Scopes asked for against scopes granted, in the order of asking; v1 and v2 compare by what they permit. An answer
 * without a scope member grants what was asked for (RFC 6749 §5.1). A launch scope asks for context and need not be
 * repeated.
 */
export function scopeRows(asked: string, granted: string | undefined): ScopeRow[] {
  const words = (text: string) => [...new Set(text.split(' ').filter(Boolean))]
  const wanted = words(asked)
  if (granted === undefined) return wanted.map((scope) => ({ scope, state: 'granted' }))
  const given = words(granted)
  const used = new Set<string>()
  const rows = wanted.map((scope): ScopeRow => {
    const { state, by } = coverOf(scope, given)
    for (const each of by) used.add(each)
    if (state === 'same') return { scope, state: 'granted' }
    if (state === 'covered') return { scope, state: 'granted', by: by.join(' ') }
    if (state === 'partly') return { scope, state: 'partly granted', by: by.join(' ') }
    return { scope, state: /^launch(\/|$)/.test(scope) ? 'context' : 'not granted' }
  })
  return [
    ...rows,
    ...given.filter((scope) => !used.has(scope)).map((scope): ScopeRow => ({ scope, state: 'added' })),
  ]
}

export const askedScope = (attempt: ShownAttempt): string =>
  attempt.askedScope ?? decodeForm(attempt.request.body).find(({ name }) => name === 'scope')?.value ?? ''

/** "200", "invalid_client (400)", "no answer (dns)". */
export function outcomeWords({ outcome }: ShownAttempt): string {
  switch (outcome.kind) {
    case 'token':
      return `${outcome.status} token`
    case 'oauth-error':
      return `${outcome.status} ${outcome.error}`
    case 'not-conformant':
      return `${outcome.status} not conformant`
    case 'no-response':
      return `no answer (${outcome.failure})`
  }
}

/** The server's clock against ours: "0.4 s behind yours, ±0.5 s". */
export function clockWords(clock: ShownAttempt['clock']): string | undefined {
  if (!clock) return undefined
  const { offsetS, uncertaintyS } = clock
  const within = `±${uncertaintyS.toFixed(1)} s`
  if (Math.abs(offsetS) <= uncertaintyS) return `agrees with yours, ${within}`
  return `${Math.abs(offsetS).toFixed(1)} s ${offsetS < 0 ? 'behind' : 'ahead of'} yours, ${within}`
}
