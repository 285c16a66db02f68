import { percentEncode } from '../assertion/base64url.ts'
import type { Flow } from '../attempt/attempt.ts'

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export const GRANT_TYPES = {
  client_credentials: 'client_credentials',
  authorization_code: 'authorization_code',
  refresh_token: 'refresh_token',
  jwt_bearer: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
} as const satisfies Partial<Record<Flow, string>>

export type Grant = keyof typeof GRANT_TYPES

export interface TokenRequestInput {
  readonly tokenEndpoint: string
  readonly flow: Grant
  readonly assertion: string
  /** Decoded name and value pairs that follow `grant_type`, in order. */
  readonly parameters: readonly (readonly [string, string])[]
}

/** The access token request exactly as it goes out; the page shows this and the server sends this. */
export interface BuiltTokenRequest {
  readonly method: 'POST'
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
}

/**
 * Builds the access token request: one form body, each value encoded once.
 * @see RFC 6749 §4.4.2 and Appendix B; RFC 7523 §2.2
 */
export function buildTokenRequest(input: TokenRequestInput): BuiltTokenRequest {
  const pairs: [string, string][] = [
    ['grant_type', GRANT_TYPES[input.flow]],
    ...input.parameters.map(([name, value]): [string, string] => [name, value]),
    ['client_assertion_type', ASSERTION_TYPE],
    ['client_assertion', input.assertion],
  ]
  return {
    method: 'POST',
    url: input.tokenEndpoint,
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Accept', 'application/json'],
    ],
    body: pairs.map(([name, value]) => `${formEncode(name)}=${formEncode(value)}`).join('&'),
  }
}

/** application/x-www-form-urlencoded, as curl's --data-urlencode prints it: a space is %20. */
function formEncode(value: string): string {
  return percentEncode(value).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
