import type { Attempt, AttemptEnvironment } from '../attempt/attempt.ts'
import { parseForm } from '../facts/http-facts.ts'
import { decodePart, readPart } from '../facts/json-part.ts'
import type { Evidence } from '../facts/facts.ts'
import { profileOfUrl } from '../profiles/profile-of-url.ts'
import { profileById } from '../profiles/registry.ts'
import { rfc7523 } from '../profiles/rfc7523.ts'
import { evidenceOfExchange } from './evidence-of-exchange.ts'
import type { Recognised } from './recognised.ts'

/** What the person adds to what was pasted. */
export interface Answers {
  readonly tokenEndpoint?: string
  readonly clientId?: string
  readonly profile?: string
}

export interface PasteEvidence {
  readonly profileId: string
  /** Where the kind of server comes from; `assumed` is worth a question. */
  readonly profileFrom: 'answer' | 'attempt file' | 'address' | 'assumed'
  readonly evidence: Omit<Evidence, 'profile'>
  /** False when there is nothing that a rule could judge. */
  readonly isEnough: boolean
}

/** Kinds of server where no address says one: what speaks of FHIR is taken for SMART, the rest for plain RFC 7523. */
const PLAIN = 'rfc7523'
const SMART = 'smart-generic'
const SPEAKS_OF_FHIR = /\bfhir\b|(?:system|patient|user)(?:\/|%2F)(?:\*|[A-Z])|\blaunch\b/i

/** Evidence from what was pasted and answered: no key, no network, no clock but the record's own. */
export function evidenceOfPaste(pasted: Recognised, answers: Answers): PasteEvidence {
  const { attempt, request, response, sentAt, documents, settings, texts } = pasted
  const environment: AttemptEnvironment = {
    ...settings,
    ...(answers.tokenEndpoint ? { tokenEndpoint: answers.tokenEndpoint } : {}),
    ...(answers.clientId ? { clientId: answers.clientId } : {}),
  }
  const named = profileOf(pasted, environment, answers)
  const { format: _format, id: _id, profile: _profile, ...members } = attempt ?? ({} as Partial<Attempt>)
  const known: Partial<Attempt> = {
    ...members,
    environment,
    ...(documents.length === 0 ? {} : { documents: [...documents, ...(members.documents ?? [])] }),
    ...(pasted.assertion === undefined ? {} : { assertion: pasted.assertion }),
    ...(pasted.authorizationUrl === undefined
      ? {}
      : { authorizationRequest: { url: pasted.authorizationUrl } }),
    ...(pasted.callbackUrl === undefined ? {} : { callback: { url: pasted.callbackUrl } }),
    ...(isOnlyAuthorize(pasted) ? { flow: 'authorize' as const } : {}),
    redaction: { removed: [...(members.redaction?.removed ?? []), ...notKnown(pasted)] },
  }
  const { profile: _, ...evidence } = evidenceOfExchange({
    profile: profileById(named.profileId) ?? rfc7523,
    known,
    ...(request === undefined ? {} : { request }),
    ...(response === undefined ? {} : { response }),
    ...(sentAt === undefined ? {} : { sentAt }),
  })
  const bothTexts =
    texts?.headerText === undefined || texts.payloadText === undefined
      ? undefined
      : { headerText: texts.headerText, payloadText: texts.payloadText }
  return {
    ...named,
    evidence: { ...evidence, ...(bothTexts === undefined ? {} : { texts: bothTexts }) },
    isEnough:
      attempt !== undefined ||
      request !== undefined ||
      response !== undefined ||
      pasted.assertion !== undefined ||
      pasted.authorizationUrl !== undefined ||
      pasted.callbackUrl !== undefined ||
      bothTexts !== undefined,
  }
}

const isOnlyAuthorize = (pasted: Recognised): boolean => {
  const { authorizationUrl, callbackUrl, request, response, assertion } = pasted
  const isAuthorize = authorizationUrl !== undefined || callbackUrl !== undefined
  return isAuthorize && request === undefined && response === undefined && assertion === undefined
}

/** What was there when it was sent and is not in the text, so that no rule takes it for missing or wrong. */
const notKnown = ({ placeholders, response }: Recognised): string[] => [
  ...(placeholders.some((name) => name === 'client_assertion' || name === 'assertion') ? ['/assertion'] : []),
  ...(response !== undefined && response.body === undefined ? ['/tokenResponse/body'] : []),
]

function profileOf(
  pasted: Recognised,
  environment: AttemptEnvironment,
  answers: Answers,
): Pick<PasteEvidence, 'profileId' | 'profileFrom'> {
  if (answers.profile !== undefined && profileById(answers.profile))
    return { profileId: answers.profile, profileFrom: 'answer' }
  const { attempt } = pasted
  if (attempt !== undefined && profileById(attempt.profile))
    return { profileId: attempt.profile, profileFrom: 'attempt file' }
  const { tokenEndpoint, fhirBaseUrl, issuer } = environment
  const addresses = [
    pasted.request?.url,
    tokenEndpoint,
    fhirBaseUrl,
    issuer,
    audienceOf(pasted),
    pasted.authorizationUrl,
  ]
  for (const address of addresses) {
    const profileId = address === undefined ? undefined : profileOfUrl(address)
    if (profileId !== undefined) return { profileId, profileFrom: 'address' }
  }
  const said = [...addresses, pasted.request?.body, pasted.authorizationUrl, pasted.variables?.scope].join(
    ' ',
  )
  return { profileId: SPEAKS_OF_FHIR.test(said) ? SMART : PLAIN, profileFrom: 'assumed' }
}

function audienceOf({ assertion, request, texts }: Recognised): string | undefined {
  const sent = parseForm(request?.body ?? '').find(({ name }) => name === 'client_assertion')?.value
  const payload = (assertion ?? sent)?.split('.')[1]
  const part = payload === undefined ? readPart(texts?.payloadText ?? '') : decodePart(payload)
  const { aud } = part.members
  return typeof aud === 'string' ? aud : undefined
}
