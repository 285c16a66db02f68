import type { Attempt } from '../attempt/attempt.ts'
import type { Verdict } from '../diagnosis/diagnose.ts'
import { measureOffset } from '../facts/clock-facts.ts'
import { headerReader, parseForm } from '../facts/http-facts.ts'
import { decodePart } from '../facts/json-part.ts'
import type { MaskedValue } from '../redaction/mask-book.ts'

export interface ReportRow {
  readonly name: string
  readonly value: string
}

/** What a report says, in no form yet; everything in it is redacted. */
export interface ReportModel {
  readonly id: string
  readonly profile: string
  readonly sentAt: string
  readonly answer: string
  readonly verdict: string
  /** The server gave a token; the sentence is then no alarm. */
  readonly worked: boolean
  readonly causes: readonly { readonly grade: string; readonly title: string; readonly evidence: string }[]
  readonly identity: readonly ReportRow[]
  readonly headerText: string
  readonly payloadText: string
  readonly requestLines: readonly string[]
  readonly parameters: readonly ReportRow[]
  readonly answerLines: readonly string[]
  readonly answerBody: string
  readonly clock: string
  readonly thumbprint: string
  readonly requestIds: readonly ReportRow[]
  /** What was taken out, in words: `2 tokens`. */
  readonly removed: readonly string[]
}

/** Longest answer that a report quotes; the attempt file has all of it. Characters. */
const MOST_BODY = 2_000

const WORDS: Readonly<Record<MaskedValue['kind'], readonly [string, string]>> = {
  client: ['client id', 'client ids'],
  host: ['host name', 'host names'],
  kid: ['kid', 'kids'],
  id: ['jti or request id', 'jtis and request ids'],
  code: ['authorization code', 'authorization codes'],
  verifier: ['code verifier or challenge', 'code verifiers and challenges'],
  token: ['token', 'tokens'],
  secret: ['credential', 'credentials'],
  person: ['id of a person or patient', 'ids of persons or patients'],
  state: ['state', 'states'],
  nonce: ['nonce', 'nonces'],
  launch: ['launch value', 'launch values'],
  digest: ['digest of an assertion', 'digests of assertions'],
  value: ['other value', 'other values'],
  text: ['unreadable text', 'unreadable texts'],
}

export function reportModel(attempt: Attempt, verdict: Verdict, masked: readonly MaskedValue[]): ReportModel {
  const [header, payload] = attempt.assertion?.split('.') ?? []
  const [joseHeader, claims] = [header, payload].map((part) =>
    part === undefined ? undefined : decodePart(part),
  )
  const { tokenRequest, tokenResponse } = attempt
  const read = headerReader(tokenResponse?.headers)
  const offset = measureOffset(read('date'), read('age'), attempt.sentAt, tokenResponse?.receivedAt)
  const value = (given: unknown) =>
    given === undefined ? 'not there' : typeof given === 'string' ? given : JSON.stringify(given)
  const { iat, exp } = claims?.members ?? {}
  const error = /"error"\s*:\s*"([^"]{1,80})"/.exec(tokenResponse?.body ?? '')?.[1]
  return {
    id: attempt.id,
    profile: attempt.profile,
    sentAt: timeOf(attempt.sentAt),
    answer:
      tokenResponse === undefined
        ? 'nothing was sent'
        : [tokenResponse.status ?? tokenResponse.failure ?? 'no answer', error].filter(Boolean).join(' '),
    verdict: sentenceOf(verdict),
    worked: verdict.fate === 'succeeded',
    causes: verdict.causes.slice(0, 6).map(({ grade, title, evidence }) => ({ grade, title, evidence })),
    identity: [
      ...['iss', 'sub', 'aud'].map((name) => ({ name, value: value(claims?.members[name]) })),
      { name: 'expected aud', value: attempt.environment?.tokenEndpoint ?? 'not known' },
      ...['kid', 'alg', 'typ'].map((name) => ({ name, value: value(joseHeader?.members[name]) })),
      {
        name: 'lifetime',
        value: typeof iat === 'number' && typeof exp === 'number' ? `${exp - iat} s` : 'not known',
      },
    ],
    headerText: joseHeader?.text ?? '',
    payloadText: claims?.text ?? '',
    requestLines:
      tokenRequest === undefined
        ? []
        : [
            `${tokenRequest.method ?? 'POST'} ${tokenRequest.url ?? ''}`,
            ...(tokenRequest.headers ?? []).map(([name, each]) => `${name}: ${each}`),
          ],
    parameters: parseForm(tokenRequest?.body ?? '').map(({ name, value: each, rawValue }) => ({
      name,
      value: name === 'client_assertion' ? 'the assertion above, signature removed' : (each ?? rawValue),
    })),
    answerLines:
      tokenResponse === undefined
        ? []
        : [
            tokenResponse.status === undefined
              ? `no answer: ${tokenResponse.failure ?? ''} ${tokenResponse.detail ?? ''}`
              : `HTTP ${tokenResponse.status}`,
            ...(tokenResponse.headers ?? []).map(([name, each]) => `${name}: ${each}`),
          ],
    answerBody: (tokenResponse?.body ?? '').slice(0, MOST_BODY),
    clock:
      offset === undefined
        ? 'not known: the answer has no usable Date'
        : `the server's clock is ${signed(offset.offsetS)} s against ours (± ${offset.uncertaintyS.toFixed(1)} s)`,
    thumbprint: attempt.facts?.keyThumbprint ?? 'not known',
    requestIds: (tokenResponse?.headers ?? []).flatMap(([name, each]) =>
      /(request|correlation|trace)-?id$/i.test(name) ? [{ name, value: each }] : [],
    ),
    removed: removedWords(attempt, masked),
  }
}

function removedWords(attempt: Attempt, masked: readonly MaskedValue[]): string[] {
  const counts = new Map<MaskedValue['kind'], number>()
  for (const { kind } of masked) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const words = [...counts].map(([kind, count]) => `${count} ${WORDS[kind][count === 1 ? 0 : 1]}`)
  const hasSignature = attempt.assertion?.endsWith('•') ?? false
  return [...(hasSignature ? ['the signature of the assertion'] : []), ...words]
}

/** The verdict in one sentence, in the words of the ladder. */
export function sentenceOf({ outcome, fate, causes }: Verdict): string {
  const [first] = causes
  if (outcome === 'clean' || first === undefined)
    return fate === 'succeeded' ? 'It worked; nothing is wrong.' : 'Nothing wrong is known.'
  if (outcome === 'proven') return `Proven: ${first.title}. ${first.evidence}`
  if (fate === 'succeeded') return `It worked, and something is ${first.grade}: ${first.title}.`
  return `Nothing is proven. Most likely (${first.grade}): ${first.title}.`
}

const timeOf = (at: number | undefined): string =>
  at === undefined ? 'not known' : `${new Date(at * 1_000).toISOString().slice(0, 19)}Z`

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`
