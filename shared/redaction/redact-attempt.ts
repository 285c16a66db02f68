import type { Attempt, AttemptDocument, AttemptEnvironment, HistoryEntry } from '../attempt/attempt.ts'
import { mediaTypeOf } from '../facts/http-facts.ts'
import {
  answerPolicy,
  ID_HEADERS,
  jwkPolicy,
  kindOf,
  SHOWN_PARAMETERS,
  SHOWN_REQUEST_HEADERS,
  URL_PARAMETERS,
} from './field-policies.ts'
import { DOTS, SAFE_HEADERS } from './mask.ts'
import { makeMaskBook, masksIn, type Label, type MaskedValue } from './mask-book.ts'
import { redactAssertion } from './redact-assertion.ts'
import { SHOW_ALL, type IsOn, type RedactionRule, type ShowChoices } from './redaction-rules.ts'
import { makeRedactor, type MemberPolicy, type ParameterPolicy, type Redactor } from './redactor.ts'

export interface RedactOptions {
  readonly show?: ShowChoices
  /** Secrets of the run; each is looked for in every free text. */
  readonly secrets?: readonly string[]
  /** How masks are named; letters in the order of appearance where absent. */
  readonly label?: Label
  /** Also masks what joins two reports: the digest of the assertion. */
  readonly isReport?: boolean
  /** Of the report; kept from an earlier one. */
  readonly salt?: string
  /** For the test that turns one rule off and sees its canary. */
  readonly without?: RedactionRule
}

export interface Redacted {
  readonly attempt: Attempt
  /** Every value that was masked, for the hunt afterwards. Never leaves the process or the page. */
  readonly masked: readonly MaskedValue[]
}

/**
 * An attempt as it may be written down: every member by an allow-list, everything else masked or left out. `facts`
 * are handed in as they were computed from the raw attempt. Twice gives the same as once.
 */
export function redactAttempt(attempt: Attempt, options: RedactOptions = {}): Redacted {
  const book = makeMaskBook(
    attempt.redaction === undefined ? [] : masksIn(JSON.stringify(attempt)),
    options.label,
  )
  // The first pass learns which values are secret, the second looks for them in every text as well.
  pass(attempt, options, book, [])
  const secrets = [
    ...(options.secrets ?? []).map((value) => ({ value, mask: DOTS })),
    ...hunted(book.entries()),
  ].sort((a, b) => b.value.length - a.value.length)
  return { attempt: pass(attempt, options, book, secrets), masked: hunted(book.entries()) }
}

/** Shorter texts of an unknown kind are words that occur by themselves: `Bearer`, `active`. Characters. */
const SHORTEST_UNKNOWN = 16

const hunted = (entries: readonly MaskedValue[]): MaskedValue[] =>
  entries.filter(
    ({ kind, value }) => (kind !== 'value' && kind !== 'text') || value.length >= SHORTEST_UNKNOWN,
  )

function pass(
  attempt: Attempt,
  options: RedactOptions,
  book: ReturnType<typeof makeMaskBook>,
  secrets: readonly { value: string; mask: string }[],
): Attempt {
  const removed = new Set(attempt.redaction?.removed ?? [])
  const onMasked = (pointer: string) => void removed.add(pointer)
  const isOn: IsOn = (rule) => rule !== options.without
  const show = options.show ?? SHOW_ALL
  const redactor = makeRedactor({ book, show, isOn, secrets, onMasked })
  const parts: Parts = { redactor, show, isOn, onMasked, attempt, isReport: options.isReport ?? false }
  const salt = attempt.redaction?.salt ?? options.salt
  const out: Attempt = {
    format: 'attempt/1',
    id: redactor.text(attempt.id, '/id'),
    profile: attempt.profile,
    flow: attempt.flow,
    sentAt: attempt.sentAt,
    environment: attempt.environment && redactEnvironment(attempt.environment, parts),
    ...(isOn('key-place') ? {} : { keyFile: attempt.keyFile, keyVariable: attempt.keyVariable }),
    assertion:
      attempt.assertion === undefined ? undefined : assertionOf(attempt.assertion, '/assertion', parts),
    documents: attempt.documents?.map((document, index) => redactDocument(document, index, parts)),
    launch: attempt.launch && {
      iss: url(attempt.launch.iss, '/launch/iss', parts),
      launch: !isOn('launch')
        ? attempt.launch.launch
        : attempt.launch.launch === undefined
          ? undefined
          : redactor.mask('launch', attempt.launch.launch, '/launch/launch'),
      receivedAt: attempt.launch.receivedAt,
    },
    authorizationRequest: attempt.authorizationRequest && {
      url: redactor.url(
        attempt.authorizationRequest.url,
        '/authorizationRequest/url',
        parameterPolicy(parts),
      ),
      sentAt: attempt.authorizationRequest.sentAt,
      codeVerifier: !isOn('code-verifier')
        ? attempt.authorizationRequest.codeVerifier
        : attempt.authorizationRequest.codeVerifier === undefined
          ? undefined
          : redactor.mask(
              'verifier',
              attempt.authorizationRequest.codeVerifier,
              '/authorizationRequest/codeVerifier',
            ),
    },
    callback: attempt.callback && {
      url: redactor.url(attempt.callback.url, '/callback/url', parameterPolicy(parts)),
      receivedAt: attempt.callback.receivedAt,
    },
    tokenRequest: attempt.tokenRequest && redactRequest(attempt.tokenRequest, parts),
    tokenResponse: attempt.tokenResponse && redactResponse(attempt.tokenResponse, parts),
    facts: attempt.facts && redactFacts(attempt.facts, parts),
    history: attempt.history?.map((entry, index) => redactEntry(entry, `/history/${index}`, parts)),
  }
  if (attempt.keyFile && isOn('key-place')) removed.add('/keyFile')
  if (attempt.keyVariable && isOn('key-place')) removed.add('/keyVariable')
  out.redaction = {
    ...(salt === undefined ? {} : { salt }),
    removed: [...removed].sort(),
  }
  return withoutUndefined(out) as Attempt
}

interface Parts {
  readonly redactor: Redactor
  readonly show: ShowChoices
  readonly isOn: IsOn
  readonly onMasked: (pointer: string) => void
  readonly attempt: Attempt
  readonly isReport: boolean
}

const assertionOf = (text: string, at: string, parts: Parts): string =>
  redactAssertion(text, at, parts, parts.onMasked)

const url = (value: string | undefined, at: string, { redactor }: Parts): string | undefined =>
  value === undefined ? undefined : redactor.url(value, at, ({}, text) => ({ text: text === '' ? '' : DOTS }))

function redactEnvironment(environment: AttemptEnvironment, parts: Parts): AttemptEnvironment {
  const at = '/environment'
  const { redactor } = parts
  const client = (value: string | undefined, pointer: string) =>
    value === undefined ? undefined : redactor.chosen('clientIds', 'client', value, pointer)
  const place = (name: 'fhirBaseUrl' | 'issuer' | 'tokenEndpoint' | 'authorizationEndpoint') =>
    url(environment[name], `${at}/${name}`, parts)
  const { registration } = environment
  const inRegistration = `${at}/registration`
  return {
    label: environment.label,
    fhirBaseUrl: place('fhirBaseUrl'),
    issuer: place('issuer'),
    tokenEndpoint: place('tokenEndpoint'),
    authorizationEndpoint: place('authorizationEndpoint'),
    clientId: client(environment.clientId, `${at}/clientId`),
    otherClientId: client(environment.otherClientId, `${at}/otherClientId`),
    assertionKind: environment.assertionKind,
    lastWorkedAt: environment.lastWorkedAt,
    changedSince: environment.changedSince,
    registration: registration && {
      keyMode: registration.keyMode,
      jwksUrl: url(registration.jwksUrl, `${inRegistration}/jwksUrl`, parts),
      otherJwksUrl: url(registration.otherJwksUrl, `${inRegistration}/otherJwksUrl`, parts),
      licenceJwksUrl: url(registration.licenceJwksUrl, `${inRegistration}/licenceJwksUrl`, parts),
      uploadedJwk:
        registration.uploadedJwk &&
        publicMembers(registration.uploadedJwk, `${inRegistration}/uploadedJwk`, parts),
      signingAlg: registration.signingAlg && redactor.text(registration.signingAlg, inRegistration),
      authMethod: registration.authMethod && redactor.text(registration.authMethod, inRegistration),
      redirectUris: registration.redirectUris?.map(
        (each) => url(each, `${inRegistration}/redirectUris`, parts) ?? '',
      ),
      scopes: registration.scopes?.map((each) => redactor.text(each, `${inRegistration}/scopes`)),
      savedAt: registration.savedAt,
      keyChangedAt: registration.keyChangedAt,
      downloaded: registration.downloaded,
      enabledAtSite: registration.enabledAtSite,
      mappedUser: registration.mappedUser,
      federated: registration.federated && {
        issuer: url(registration.federated.issuer, `${inRegistration}/federated/issuer`, parts),
        subject: client(registration.federated.subject, `${inRegistration}/federated/subject`),
        audience: url(registration.federated.audience, `${inRegistration}/federated/audience`, parts),
      },
    },
  }
}

function publicMembers(
  jwk: Record<string, unknown>,
  at: string,
  { redactor, isOn }: Parts,
): Record<string, unknown> {
  if (!isOn('jwk-members')) return jwk
  const text = redactor.json(JSON.stringify(jwk), at, jwkPolicy) ?? '{}'
  return JSON.parse(text) as Record<string, unknown>
}

function redactDocument(document: AttemptDocument, index: number, parts: Parts): AttemptDocument {
  const at = `/documents/${index}`
  const { redactor, isOn } = parts
  const body = (given: string): string => {
    const isKeys = document.kind === 'jwks' || document.kind === 'server-jwks'
    const policy: MemberPolicy = isKeys
      ? (name, value) =>
          isOn('jwk-members') ? (name === 'kid' ? kidPolicy(parts) : jwkPolicy(name, value)) : 'keep'
      : (_name, value) => (value.kind === 'string' || value.kind === 'array' ? 'url' : 'inside')
    return redactor.json(given, `${at}/body`, policy) ?? unreadable(given, `${at}/body`, parts)
  }
  return {
    kind: document.kind,
    url: url(document.url, `${at}/url`, parts) ?? '',
    status: document.status,
    headers: document.headers && answerHeaders(document.headers, `${at}/headers`, parts),
    body: document.body === undefined ? undefined : body(document.body),
    fetchedAt: document.fetchedAt,
    durationMs: document.durationMs,
    redirects: document.redirects?.map((each) => url(each, `${at}/redirects`, parts) ?? ''),
    failure: document.failure,
    detail: document.detail === undefined ? undefined : redactor.text(document.detail, `${at}/detail`),
  }
}

const kidPolicy = ({ show }: Parts): ReturnType<MemberPolicy> => (show.kids ? 'text' : { mask: 'kid' })

/** A body that is no JSON: an error page is words, patterns are taken out of it; anything else is not shown. */
function unreadable(body: string, at: string, { redactor, isOn }: Parts): string {
  if (!isOn('unreadable-body')) return body
  if (body.replaceAll(DOTS, '').trim() === '' || /<[a-z!/]/i.test(body) || /\s\S+\s/.test(body.trim()))
    return redactor.text(body, at)
  return redactor.mask('text', body, at)
}

const parameterPolicy =
  (parts: Parts): ParameterPolicy =>
  (name, value, at) => {
    const { redactor, show } = parts
    if (value === '') return 'keep'
    if (name === 'client_assertion' || name === 'assertion' || name === 'request')
      return { text: assertionOf(value, at, parts) }
    if (name === 'client_id') return show.clientIds ? 'keep' : { mask: 'client' }
    if (URL_PARAMETERS.has(name)) return { text: url(value, at, parts) ?? '' }
    if (SHOWN_PARAMETERS.has(name)) return 'keep'
    // The digest of a verifier may be known; a `plain` challenge is the verifier itself and is found as one.
    if (name === 'code_challenge') return { text: redactor.mask('verifier', value, at) }
    return { mask: kindOf(name) }
  }

function redactRequest(request: NonNullable<Attempt['tokenRequest']>, parts: Parts): Attempt['tokenRequest'] {
  const at = '/tokenRequest'
  const { redactor, isOn } = parts
  const policy = parameterPolicy(parts)
  const type = mediaTypeOf(request.headers?.find(([name]) => name.toLowerCase() === 'content-type')?.[1])
  const body = (given: string): string => {
    if (!isOn('form-parameters')) return given
    const json = redactor.json(given, `${at}/body`, (name, value) => {
      if (value.kind !== 'string')
        return value.kind === 'object' || value.kind === 'array' ? 'inside' : 'keep'
      const how = policy(name, value.value, `${at}/body`)
      return how === 'keep' ? 'text' : 'mask' in how ? how : { with: how.text }
    })
    if (json !== undefined) return json
    if (type?.startsWith('multipart/') || /^\s*[{[<]/.test(given))
      return redactor.mask('text', given, `${at}/body`)
    return redactor.form(given, `${at}/body`, policy)
  }
  return {
    method: request.method,
    url: request.url === undefined ? undefined : redactor.url(request.url, `${at}/url`, policy),
    headers: request.headers?.map(([name, value]): [string, string] => {
      if (!isOn('request-headers') || SHOWN_REQUEST_HEADERS.test(name))
        return [name, redactor.url(value, `${at}/headers`)]
      const scheme = /^(Basic|Bearer|DPoP) /i.exec(value)?.[0] ?? ''
      return [name, scheme + redactor.mask('secret', value.slice(scheme.length), `${at}/headers`)]
    }),
    body: request.body === undefined ? undefined : body(request.body),
  }
}

function answerHeaders(headers: [string, string][], at: string, parts: Parts): [string, string][] {
  const { redactor, isOn } = parts
  return headers.map(([name, value]) => {
    if (!isOn('answer-headers')) return [name, value]
    if (ID_HEADERS.test(name)) return [name, redactor.chosen('ids', 'id', value, at)]
    if (!SAFE_HEADERS.test(name)) return [name, redactor.mask('value', value, at)]
    if (/^(location|content-location)$/i.test(name))
      return [name, redactor.url(value, at, parameterPolicy(parts))]
    return [name, redactor.text(value, at)]
  })
}

function redactResponse(
  response: NonNullable<Attempt['tokenResponse']>,
  parts: Parts,
): Attempt['tokenResponse'] {
  const at = '/tokenResponse'
  const { redactor, show, isOn } = parts
  const isRefusal = response.status === undefined || response.status >= 400
  const body = (given: string): string => {
    if (!isOn('answer-members')) return given
    const json = redactor.json(given, `${at}/body`, answerPolicy(isRefusal, show.ids))
    if (json !== undefined) return json
    if (!isRefusal && given.trim() !== '' && isOn('unreadable-body'))
      return redactor.mask('text', given, `${at}/body`)
    return unreadable(given, `${at}/body`, parts)
  }
  return {
    status: response.status,
    headers: response.headers && answerHeaders(response.headers, `${at}/headers`, parts),
    body: response.body === undefined ? undefined : body(response.body),
    receivedAt: response.receivedAt,
    failure: response.failure,
    detail: response.detail === undefined ? undefined : redactor.text(response.detail, `${at}/detail`),
  }
}

/**
 * A thumbprint that serves as the kid is left out where kids are masked. Under a mask it would be compared with the
 * thumbprints of the published keys and equal none of them.
 */
const unlessMasked = (value: string | undefined, at: string, redactor: Redactor): string | undefined =>
  value === undefined || redactor.text(value, at) === value ? value : undefined

function redactFacts(facts: NonNullable<Attempt['facts']>, { redactor, isReport }: Parts): Attempt['facts'] {
  const kid = (value: string) => redactor.chosen('kids', 'kid', value, '/facts/signatureVerifiesUnder')
  return {
    ...facts,
    signatureVerifiesUnder: facts.signatureVerifiesUnder?.map(kid),
    keyThumbprint: unlessMasked(facts.keyThumbprint, '/facts/keyThumbprint', redactor),
    assertionSha256:
      facts.assertionSha256 === undefined || !isReport
        ? facts.assertionSha256
        : redactor.mask('digest', facts.assertionSha256, '/facts/assertionSha256'),
    findings: facts.findings?.map((finding) => ({
      ...finding,
      message: redactor.text(finding.message, '/facts/findings'),
      actual: finding.actual === undefined ? undefined : redactor.url(finding.actual, '/facts/findings'),
      expected:
        finding.expected === undefined ? undefined : redactor.url(finding.expected, '/facts/findings'),
    })),
  }
}

function redactEntry(entry: HistoryEntry, at: string, parts: Parts): HistoryEntry {
  const { redactor, isOn, isReport } = parts
  const secret = (kind: 'code' | 'launch' | 'state' | 'nonce') => {
    const value = entry[kind]
    return value === undefined || !isOn('history-secrets')
      ? value
      : redactor.mask(kind, value, `${at}/${kind}`)
  }
  const chosen = (choice: keyof ShowChoices, kind: 'client' | 'id' | 'kid', value: string | undefined) =>
    value === undefined ? undefined : redactor.chosen(choice, kind, value, at)
  const aud = (value: string): string => url(value, `${at}/aud`, parts) ?? ''
  return {
    sentAt: entry.sentAt,
    profile: entry.profile,
    iss: chosen('clientIds', 'client', entry.iss),
    jti: chosen('ids', 'id', entry.jti),
    dpopJti: chosen('ids', 'id', entry.dpopJti),
    exp: entry.exp,
    kid: chosen('kids', 'kid', entry.kid),
    aud: Array.isArray(entry.aud) ? entry.aud.map(aud) : entry.aud === undefined ? undefined : aud(entry.aud),
    alg: entry.alg,
    keyThumbprint: unlessMasked(entry.keyThumbprint, `${at}/keyThumbprint`, redactor),
    code: secret('code'),
    launch: secret('launch'),
    state: secret('state'),
    nonce: secret('nonce'),
    assertionSha256:
      entry.assertionSha256 === undefined || !isReport
        ? entry.assertionSha256
        : redactor.mask('digest', entry.assertionSha256, `${at}/assertionSha256`),
    status: entry.status,
    error: entry.error === undefined ? undefined : redactor.text(entry.error, `${at}/error`),
  }
}

/** Absent and undefined are one in the file; objects that were there stay there. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [name, withoutUndefined(each)]),
  )
}
