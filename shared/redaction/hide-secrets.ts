import type { Attempt } from '../attempt/attempt.ts'
import { parseForm, rawQuery } from '../facts/http-facts.ts'
import { readPart } from '../facts/json-part.ts'
import { DOTS, isSafeAnswerMember, isSafeParameter, maskTokens } from './mask.ts'

/** Shorter ones would blot out words. Characters. */
const SHORTEST = 6

/** Every secret text in an attempt, in each form in which it can turn up in a sentence about it; longest first. */
export function secretsOf(attempt: Attempt): string[] {
  const { tokenRequest, tokenResponse, callback, authorizationRequest, assertion } = attempt
  const found = new Set<string>()
  const add = (value: unknown): void => {
    if (typeof value !== 'string' || value.length < SHORTEST) return
    for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]) found.add(form)
  }
  add(assertion?.split('.')[2])
  for (const { name, rawValue, value } of parseForm(tokenRequest?.body ?? '')) {
    if (isSafeParameter(name)) continue
    const isAssertion = name === 'client_assertion' || name === 'assertion'
    for (const each of [rawValue, value]) add(isAssertion ? each?.split('.')[2] : each)
  }
  for (const [name, value] of tokenRequest?.headers ?? [])
    if (/^(authorization|cookie|proxy-authorization|dpop)$/i.test(name)) {
      add(value)
      add(value.split(' ')[1])
    }
  for (const [name, value] of tokenResponse?.headers ?? []) if (/^set-cookie$/i.test(name)) add(value)
  for (const [name, value] of Object.entries(readPart(tokenResponse?.body ?? '').members))
    if (!isSafeAnswerMember(name)) add(value)
  for (const { name, value } of parseForm(rawQuery(callback?.url ?? '').text))
    if (/^(code|state|access_token|id_token)$/.test(name)) add(value)
  add(authorizationRequest?.codeVerifier)
  return [...found].sort((a, b) => b.length - a.length)
}

/** Text with every one of these secrets, and whatever else looks like a token or a key, taken out. */
export const hideSecrets = (text: string, secrets: readonly string[]): string =>
  maskTokens(secrets.reduce((masked, secret) => masked.replaceAll(secret, DOTS), text))

/** The same for every text in a value of plain members, such as a verdict or an answer as it is shown. */
export function hideSecretsIn<T>(value: T, secrets: readonly string[]): T {
  if (typeof value === 'string') return hideSecrets(value, secrets) as T
  if (Array.isArray(value)) return value.map((each: unknown) => hideSecretsIn(each, secrets)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [name, hideSecretsIn(each, secrets)]),
  ) as T
}
