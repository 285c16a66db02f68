import type { JsonNode } from '../json/parse-json.ts'
import type { MaskKind } from './mask-book.ts'
import type { MemberPolicy } from './redactor.ts'

/** Parameters of a request, query or callback that are shown as sent; addresses and ids have steps of their own. */
export const SHOWN_PARAMETERS = new Set([
  'grant_type',
  'client_assertion_type',
  'scope',
  'response_type',
  'response_mode',
  'code_challenge_method',
  'requested_token_type',
  'subject_token_type',
  'prompt',
  'display',
  'max_age',
  'ui_locales',
  'acr_values',
  'error',
  'error_description',
  'error_subtype',
  'need_patient_banner',
  'smart_style_url',
])

/** Parameters that hold an address. */
export const URL_PARAMETERS = new Set(['redirect_uri', 'resource', 'audience', 'aud', 'iss', 'error_uri'])

/** What a parameter or member is called when it is masked, by its name. */
const KINDS: readonly (readonly [RegExp, MaskKind])[] = [
  [/^code_verifier$/i, 'verifier'],
  [/^code$/i, 'code'],
  [/^state$|^session_state$/i, 'state'],
  [/^nonce$/i, 'nonce'],
  [/^launch$/i, 'launch'],
  [/token$|assertion$/i, 'token'],
  [/secret|password|passphrase/i, 'secret'],
  [
    /^(patient|encounter|fhirUser|sub|profile|email|name|user|username|login_hint|practitioner|location)$/i,
    'person',
  ],
]

export const kindOf = (name: string): MaskKind =>
  KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'value'

/** Claims and header members of a client assertion that are shown; `client`, `url` and `id` ones by choice. */
export const ASSERTION_MEMBERS: Readonly<
  Record<string, 'keep' | 'text' | 'url' | 'client' | 'id' | 'kid' | 'jwk'>
> = {
  alg: 'text',
  typ: 'text',
  cty: 'text',
  crit: 'text',
  b64: 'keep',
  enc: 'text',
  kid: 'kid',
  x5t: 'kid',
  'x5t#S256': 'kid',
  jku: 'url',
  x5u: 'url',
  jwk: 'jwk',
  iss: 'client',
  sub: 'client',
  client_id: 'client',
  aud: 'url',
  exp: 'keep',
  iat: 'keep',
  nbf: 'keep',
  auth_time: 'keep',
  jti: 'id',
  scope: 'text',
  htm: 'text',
  htu: 'url',
}

/** Members of a public key (RFC 7517 §4, RFC 7518 §6). Whatever else a key has may be its private half. */
const JWK_MEMBERS = new Set([
  'kty',
  'use',
  'key_ops',
  'alg',
  'kid',
  'x5t',
  'x5t#S256',
  'x5u',
  'n',
  'e',
  'crv',
  'x',
  'y',
  'ext',
  'exp',
  'nbf',
  'iat',
])

/** Keys of a JWK Set: public members stand, certificates and everything else are masked. */
export const jwkPolicy: MemberPolicy = (name, value) => {
  if (name === 'keys') return 'inside'
  return JWK_MEMBERS.has(name) || value.kind === 'null' || value.kind === 'boolean' ? 'keep' : 'drop'
}

/** Members of a token or error answer that are shown. */
const ANSWER_MEMBERS = new Set([
  'token_type',
  'scope',
  'error',
  'error_description',
  'error_codes',
  'error_subtype',
  'timestamp',
  'need_patient_banner',
  'issued_token_type',
])
const ANSWER_NUMBERS = new Set(['expires_in', 'refresh_expires_in', 'status', 'expires_at'])
/** Request ids: shown or masked by choice. */
const ANSWER_IDS = new Set(['trace_id', 'correlation_id', 'request_id', 'requestId', 'errorId'])
/** Words of a refusal; an answer that gives a token has none. */
const REFUSAL_MEMBERS = new Set([
  'status',
  'title',
  'type',
  'detail',
  'details',
  'message',
  'errors',
  'Error',
  'reason',
  'fault',
  'faultstring',
  'errorcode',
  'errorCode',
  'errorSummary',
  'errorCauses',
  'documentation_url',
  'success',
  'issue',
  'resourceType',
  'diagnostics',
  'severity',
])

export const answerPolicy =
  (isRefusal: boolean, showIds: boolean): MemberPolicy =>
  (name, value: JsonNode) => {
    if (ANSWER_MEMBERS.has(name)) return 'text'
    if (name === 'error_uri') return 'url'
    if (ANSWER_NUMBERS.has(name) && isTime(value)) return 'keep'
    if (ANSWER_IDS.has(name)) return showIds ? 'text' : { mask: 'id' }
    if (isRefusal && REFUSAL_MEMBERS.has(name)) return value.kind === 'number' ? 'keep' : 'text'
    return { mask: kindOf(name) }
  }

/** A number, also where it came as text. */
const isTime = (value: JsonNode): boolean =>
  value.kind === 'number' || (value.kind === 'string' && /^-?\d{1,15}$/.test(value.value))

/** Headers of a request that are shown. */
export const SHOWN_REQUEST_HEADERS =
  /^(content-type|content-length|accept|accept-(encoding|language|charset)|user-agent|host|origin|referer|connection|cache-control|pragma|transfer-encoding|expect|via|x-forwarded-(for|proto|host)|x-(request|correlation)-id|sec-fetch-.*)$/i

/** Headers that hold a request id: shown or masked by choice. */
export const ID_HEADERS = /^(x-)?(ms-|okta-|amzn-|client-|epic-)*(request|correlation|trace)-?id$/i
