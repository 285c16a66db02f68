import type { AttemptEnvironment } from '../attempt/attempt.ts'
import type { Draft } from '../contract/environments.ts'
import { isPlaceholder } from '../evidence/placeholder.ts'
import { guessProfile } from '../profiles/guess-profile.ts'
import type { Variable } from './parse-variables.ts'

/** What a variable can fill, in the words of the page. */
export const FIELD_WORDS = {
  clientId: 'client id',
  otherClientId: 'client id of the other environment',
  tokenEndpoint: 'token endpoint',
  fhirBaseUrl: 'FHIR base',
  issuer: 'issuer',
  authorizationEndpoint: 'authorization endpoint',
  jwksUrl: 'JWK Set URL',
  kid: 'kid of the header',
  alg: 'alg of the header',
  keyPath: 'key file',
  scope: 'scope',
  redirectUri: 'redirect URI',
} as const
export type VariableField = keyof typeof FIELD_WORDS

/** The names of the usual recipe and what people call them elsewhere; a prefix such as EPIC_ is allowed. */
const NAMES: readonly (readonly [pattern: RegExp, field: VariableField])[] = [
  [/(^|_)(CLIENT_?ID|CLIENT|APP_ID)$/, 'clientId'],
  [/(^|_)(TOKEN_?(URL|URI|ENDPOINT)|ACCESS_TOKEN_URL)$/, 'tokenEndpoint'],
  [/(^|_)(FHIR_?(BASE_?URL|BASE|URL|URI|SERVER|ENDPOINT|ISS|API)|FHIR_BASE_URI|ISS)$/, 'fhirBaseUrl'],
  [/(^|_)(ISSUER(_?(URL|URI))?|AUTHORITY)$/, 'issuer'],
  [/(^|_)(AUTH(ORI[SZ]E|ORI[SZ]ATION)?_?(URL|URI|ENDPOINT))$/, 'authorizationEndpoint'],
  [/(^|_)(JWKS?_?(SET_)?(URL|URI))$/, 'jwksUrl'],
  [/(^|_)(KID|KEY_?ID)$/, 'kid'],
  [/(^|_)(ALG|ALGORITHM|SIGNING_ALG)$/, 'alg'],
  [/(^|_)(PRIVATE_PEM_PATH|PRIVATE_KEY_(PATH|FILE|LOCATION)|PEM_(PATH|FILE)|KEY_(PATH|FILE))$/, 'keyPath'],
  [/(^|_)SCOPES?$/, 'scope'],
  [/(^|_)(REDIRECT|CALLBACK)_?(URL|URI)$/, 'redirectUri'],
]
const SECRET =
  /SECRET|PASSW|PASSPHRASE|PRIVATE_?KEY|PRIVATE_?PEM|PRIVATE_?JWK|(^|_)(PEM|KEY|CREDENTIALS?)$|(^|_)(ACCESS|REFRESH|ID|BEARER|API|AUTH)?_?TOKEN$|ASSERTION|(^|_)(AUTH_?)?CODE$|VERIFIER|COOKIE/
const SECRET_VALUE = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY|"(d|k)"\s*:|^eyJ[\w-]+\.[\w-]+/
const URLS: ReadonlySet<VariableField> = new Set([
  'tokenEndpoint',
  'fhirBaseUrl',
  'issuer',
  'authorizationEndpoint',
  'jwksUrl',
  'redirectUri',
])
/** Which of two environments a name is about. */
const PRODUCTION = /(^|_)(PROD|PRODUCTION|LIVE)(_|$)/
const NON_PRODUCTION = /(^|_)(NON_?PROD(UCTION)?|SANDBOX|TEST|DEV|STAGING|PREVIEW)(_|$)/

export interface VariablesRead {
  readonly settings: AttemptEnvironment
  /** The kind of server that its addresses suggest. */
  readonly profile: string
  readonly kid?: string
  readonly alg?: string
  readonly scope?: string
  readonly keyPath?: string
  readonly filled: readonly { readonly name: string; readonly field: VariableField; readonly value: string }[]
  readonly ignored: readonly { readonly name: string; readonly why: string; readonly isSecret?: boolean }[]
}

/** The field that a name is for; undefined for the names of other things. */
export const fieldOfName = (name: string): VariableField | undefined =>
  isSecretName(name) ? undefined : NAMES.find(([pattern]) => pattern.test(plain(name)))?.[1]

/** True for a name whose value is a secret, so that it is never taken. */
export function isSecretName(name: string): boolean {
  const known = NAMES.find(([pattern]) => pattern.test(plain(name)))?.[1]
  return known === undefined && SECRET.test(plain(name))
}

export const isSecretValue = (value: string): boolean => SECRET_VALUE.test(value.trim())

/** `tokenUrl`, `token-url` and `TOKEN_URL` are one name. */
const plain = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[-.]/g, '_')
    .toUpperCase()

/**
 * What variables fill in an environment, what they do not and why. Secrets are named and never taken. Where a field has
 * one for production and one besides, the other client id is kept as that of the other environment.
 */
export function settingsOfVariables(variables: readonly Variable[]): VariablesRead {
  const filled: { name: string; field: VariableField; value: string }[] = []
  const ignored: { name: string; why: string; isSecret?: boolean }[] = []
  for (const { name, value: raw } of inOrder(variables)) {
    const value = raw.trim()
    if (isSecretName(name) || isSecretValue(value)) {
      ignored.push({ name, why: 'a secret; its value is not taken', isSecret: true })
      continue
    }
    const field = fieldOfName(name)
    const why = whyNot(field, value)
    if (field === undefined || why !== undefined) {
      ignored.push({ name, why: why ?? 'no field has this name' })
      continue
    }
    const taken = filled.find((each) => each.field === field)
    if (taken === undefined) filled.push({ name, field, value })
    else if (field === 'clientId' && value !== taken.value && !has(filled, 'otherClientId'))
      filled.push({ name, field: 'otherClientId', value })
    else ignored.push({ name, why: `${taken.name} has filled the ${FIELD_WORDS[field]} already` })
  }
  const value = (field: VariableField) => filled.find((each) => each.field === field)?.value
  const address = value('tokenEndpoint') ?? value('fhirBaseUrl') ?? value('issuer') ?? ''
  return {
    settings: settingsOf(value, filled),
    profile: guessProfile(address),
    ...defined({
      kid: value('kid'),
      alg: value('alg'),
      scope: value('scope'),
      keyPath: value('keyPath'),
    }),
    filled,
    ignored,
  }
}

const has = (filled: readonly { field: VariableField }[], field: VariableField): boolean =>
  filled.some((each) => each.field === field)

/** Production last: with both at hand the environment is the one that may be tried. The last of a name counts. */
function inOrder(variables: readonly Variable[]): Variable[] {
  const last = [...new Map(variables.map((each) => [each.name, each])).values()]
  const isProduction = ({ name }: Variable) =>
    PRODUCTION.test(plain(name)) && !NON_PRODUCTION.test(plain(name))
  return [...last.filter((each) => !isProduction(each)), ...last.filter(isProduction)]
}

function whyNot(field: VariableField | undefined, value: string): string | undefined {
  if (field === undefined) return undefined
  if (value === '') return 'it is empty'
  if (isPlaceholder(value)) return `its value is a placeholder, ${value.slice(0, 60)}`
  if (URLS.has(field) && !(URL.canParse(value) && /^https?:/i.test(value)))
    return 'its value is no whole URL: https://host/path'
  return value.length > 2_048 ? 'its value is too long' : undefined
}

function settingsOf(
  value: (field: VariableField) => string | undefined,
  filled: readonly { name: string }[],
): AttemptEnvironment {
  const [jwksUrl, redirectUri] = [value('jwksUrl'), value('redirectUri')]
  const registration = defined({
    ...(jwksUrl === undefined ? {} : { keyMode: 'jwks-url' as const, jwksUrl }),
    ...(redirectUri === undefined ? {} : { redirectUris: [redirectUri] }),
  })
  const names = filled.map(({ name }) => plain(name))
  const isProduction =
    names.some((name) => PRODUCTION.test(name)) && !names.some((name) => NON_PRODUCTION.test(name))
  return defined({
    label:
      filled.length === 0 ? undefined : isProduction ? ('production' as const) : ('non-production' as const),
    clientId: value('clientId'),
    otherClientId: value('otherClientId'),
    tokenEndpoint: value('tokenEndpoint'),
    fhirBaseUrl: value('fhirBaseUrl'),
    issuer: value('issuer'),
    authorizationEndpoint: value('authorizationEndpoint'),
    registration: Object.keys(registration).length === 0 ? undefined : registration,
  })
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

const defined = <T extends object>(members: T): Defined<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>

const LIFETIME_S = 240

/** First texts where variables name something of them; jti, iat and exp are renewed before the first send. */
export function draftOfVariables({ kid, alg, scope, settings }: VariablesRead): Draft | undefined {
  if (kid === undefined && alg === undefined && scope === undefined) return undefined
  const { clientId = '', tokenEndpoint = '' } = settings
  const header = { alg: alg ?? 'RS384', typ: 'JWT', ...(kid !== undefined && { kid }) }
  const claims = { iss: clientId, sub: clientId, aud: tokenEndpoint, jti: '', iat: 0, exp: 0 }
  return {
    headerText: JSON.stringify(header, undefined, 2),
    payloadText: JSON.stringify(claims, undefined, 2),
    renewOnSend: true,
    lifetimeS: LIFETIME_S,
    flow: 'client_credentials',
    parameters: scope === undefined ? [] : [['scope', scope]],
  }
}
