import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parse } from 'dotenv'
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import { guessProfile } from '../../shared/profiles/guess-profile.ts'

export interface EnvFile {
  readonly environment: Environment
  readonly draft: Draft | undefined
  /** The key file that it names, absolute; allowed as that single file. */
  readonly keyPath: string | undefined
}

/** The names of the usual recipe and what people call them elsewhere; a prefix such as EPIC_ is allowed. */
const NAMES = {
  clientId: /(^|_)CLIENT_ID$/,
  tokenEndpoint: /(^|_)TOKEN_(URL|URI|ENDPOINT)$/,
  fhirBaseUrl: /(^|_)FHIR_(BASE_URL|BASE|URL|SERVER)$/,
  issuer: /(^|_)ISSUER(_URL)?$/,
  jwksUrl: /(^|_)JWKS_(URL|URI)$/,
  kid: /(^|_)(KID|KEY_ID)$/,
  keyPath: /(^|_)(PRIVATE_PEM_PATH|PRIVATE_KEY_(PATH|FILE)|PEM_PATH|KEY_(PATH|FILE))$/,
} as const

/**
 * An environment from a `.env` file: its addresses, client id and key file. Nothing is put into the process
 * environment, and values of other names are not looked at.
 * @throws the file system's error
 */
export function readEnvFile(path: string): EnvFile {
  const values = parse(readFileSync(path))
  const find = (pattern: RegExp): string | undefined => {
    const name = Object.keys(values).find((each) => pattern.test(each.toUpperCase()))
    return (name === undefined ? undefined : values[name]) || undefined
  }
  const { clientId, tokenEndpoint, fhirBaseUrl, issuer, jwksUrl, kid, keyPath } = Object.fromEntries(
    Object.entries(NAMES).map(([name, pattern]) => [name, find(pattern)]),
  ) as Record<keyof typeof NAMES, string | undefined>
  const settings = {
    ...(clientId === undefined ? {} : { clientId }),
    ...(tokenEndpoint === undefined ? {} : { tokenEndpoint }),
    ...(fhirBaseUrl === undefined ? {} : { fhirBaseUrl }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(jwksUrl === undefined ? {} : { registration: { keyMode: 'jwks-url' as const, jwksUrl } }),
  }
  const profile = guessProfile(tokenEndpoint ?? fhirBaseUrl ?? issuer ?? '')
  return {
    environment: { id: 'env-file', name: basename(path), profile, origin: 'file', settings },
    draft: kid === undefined ? undefined : draftWith(kid, clientId, tokenEndpoint),
    keyPath: keyPath === undefined ? undefined : resolve(dirname(path), keyPath),
  }
}

const LIFETIME_S = 240

/** The recipe's header and claims; jti, iat and exp are renewed before the first send. */
function draftWith(kid: string, clientId = '', tokenEndpoint = ''): Draft {
  const header = { alg: 'RS384', typ: 'JWT', kid }
  const claims = { iss: clientId, sub: clientId, aud: tokenEndpoint, jti: '', iat: 0, exp: 0 }
  return {
    headerText: JSON.stringify(header, null, 2),
    payloadText: JSON.stringify(claims, null, 2),
    renewOnSend: true,
    lifetimeS: LIFETIME_S,
    flow: 'client_credentials',
    parameters: [],
  }
}
