import { z } from 'zod'
import type { Attempt } from '../attempt/attempt.ts'
import type { JsonPart } from '../facts/facts.ts'
import { parseForm } from '../facts/http-facts.ts'
import { decodePart, readPart } from '../facts/json-part.ts'

const values = z.record(z.string(), z.string())

/** One side of a comparison: every value as text, under the name that a person knows it by. */
export const subject = z.object({
  header: values,
  claims: values,
  /** Times relative to the assertion's own iat, so that two attempts can be compared at all. Seconds. */
  times: values,
  parameters: values,
  requestHeaders: values,
  /** RFC 7638 thumbprint of the key that signed, where it is known. */
  key: z.string().optional(),
  environment: values,
  /** What came back, in a few words; absent where nothing was sent. */
  answer: z.string().optional(),
  outcome: z.enum(['works', 'fails', 'unknown']),
})
export type Subject = z.infer<typeof subject>

const TIME_CLAIMS = ['iat', 'exp', 'nbf']

/** From an attempt, raw or redacted. */
export function subjectOfAttempt(attempt: Attempt): Subject {
  const [header, payload] = attempt.assertion?.split('.') ?? []
  const { environment = {}, tokenRequest, tokenResponse } = attempt
  const { registration } = environment
  return {
    ...subjectOfParts(
      header === undefined ? undefined : decodePart(header),
      payload === undefined ? undefined : decodePart(payload),
      attempt.sentAt,
    ),
    parameters: {
      ...(tokenRequest?.url === undefined ? {} : { 'POST to': tokenRequest.url }),
      ...Object.fromEntries(
        parseForm(tokenRequest?.body ?? '').flatMap(({ name, rawValue, value }) =>
          name === 'client_assertion' ? [] : [[name, value ?? rawValue]],
        ),
      ),
    },
    requestHeaders: Object.fromEntries(
      (tokenRequest?.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    ...(attempt.facts?.keyThumbprint === undefined ? {} : { key: attempt.facts.keyThumbprint }),
    environment: textValues({
      profile: attempt.profile,
      label: environment.label,
      'FHIR base': environment.fhirBaseUrl,
      issuer: environment.issuer,
      'token endpoint': environment.tokenEndpoint,
      'registered client id': environment.clientId,
      'JWKS URL': registration?.jwksUrl,
      'registered algorithm': registration?.signingAlg,
    }),
    ...(tokenResponse === undefined ? {} : { answer: answerOf(tokenResponse) }),
    outcome: outcomeOf(tokenResponse),
  }
}

/** From the two texts of an assertion: what is being typed, or a pasted JWT. */
export const subjectOfTexts = (headerText: string, payloadText: string): Subject => ({
  ...subjectOfParts(readPart(headerText), readPart(payloadText), undefined),
  parameters: {},
  requestHeaders: {},
  environment: {},
  outcome: 'unknown',
})

/** A compact JWT as pasted; undefined where its first two parts do not decode to JSON objects. */
export function subjectOfJwt(jwt: string): Subject | undefined {
  const [header, payload] = jwt.trim().split('.')
  if (header === undefined || payload === undefined) return undefined
  const parts = [decodePart(header), decodePart(payload)] as const
  if (parts.some(({ problem }) => problem !== undefined)) return undefined
  return subjectOfTexts(parts[0].text ?? '', parts[1].text ?? '')
}

function subjectOfParts(
  header: JsonPart | undefined,
  payload: JsonPart | undefined,
  sentAt: number | undefined,
): Pick<Subject, 'header' | 'claims' | 'times'> {
  const claims = payload?.members ?? {}
  const { iat } = claims
  const base = typeof iat === 'number' ? iat : undefined
  const after = (value: unknown): string | undefined =>
    typeof value === 'number' && base !== undefined
      ? `${Math.round((value - base) * 10) / 10} s after iat`
      : undefined
  return {
    header: textValues(header?.members ?? {}),
    claims: textValues(claims),
    times: textValues({ lifetime: after(claims['exp']), nbf: after(claims['nbf']), sent: after(sentAt) }),
  }
}

const textValues = (members: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  )

/** Claims whose absolute value differs between any two attempts. */
export const isFresh = (name: string): boolean => name === 'jti' || TIME_CLAIMS.includes(name)

function answerOf({ status, failure, body }: NonNullable<Attempt['tokenResponse']>): string {
  if (status === undefined) return failure ?? 'no answer'
  const { error } = readPart(body ?? '').members
  return typeof error === 'string' ? `${status} ${error.slice(0, 60)}` : String(status)
}

function outcomeOf(response: Attempt['tokenResponse']): Subject['outcome'] {
  if (response === undefined) return 'unknown'
  const { access_token: token } = readPart(response.body ?? '').members
  return response.status !== undefined && response.status < 300 && token !== undefined ? 'works' : 'fails'
}
