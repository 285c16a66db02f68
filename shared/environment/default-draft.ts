import { keysOfJwks, samePublicKey } from '../assertion/same-public-key.ts'
import type { Draft, Environment } from '../contract/environments.ts'
import type { KeySummary } from '../contract/keys.ts'
import { memberLiteral, setMember } from '../json/edit-json.ts'
import type { AudienceSource, Profile } from '../profiles/profile.ts'

/** What most servers take and every limit leaves room for, seconds. */
const LIFETIME_S = 240
/** SMART App Launch names these two; every other server gets the widest known. */
const PREFERRED = { smart: ['RS384', 'ES384'], other: ['RS256', 'ES256'] } as const

export interface DraftParts {
  readonly environment: Environment
  readonly profile: Profile
  readonly key: KeySummary | undefined
  readonly jwksBody: string | undefined
  readonly jti: string
  /** NumericDate. */
  readonly now: number
}

/** The first texts of an environment: what its server wants, as far as that is known. */
export function defaultDraft({ environment, profile, key, jwksBody, jti, now }: DraftParts): Draft {
  const { clientId = '' } = environment.settings
  const iat = Math.floor(now)
  const kid = kidOf(key, jwksBody)
  const { parameters } = profile
  const typ = parameters.typ === 'client-authentication+jwt' ? parameters.typ : 'JWT'
  const aud = audienceOf(parameters.aud?.[0], environment)
  const header = { alg: algOf(profile.id, key), typ, ...(kid !== undefined && { kid }) }
  const payload = { iss: clientId, sub: clientId, aud, jti, iat, exp: iat + LIFETIME_S }
  return {
    headerText: JSON.stringify(header, undefined, 2),
    payloadText: JSON.stringify(payload, undefined, 2),
    renewOnSend: true,
    lifetimeS: LIFETIME_S,
    flow: 'client_credentials',
    // Required of a backend service by SMART; on the practice server we know what is granted.
    parameters: environment.origin === 'practice' ? [['scope', 'system/Patient.rs']] : [],
  }
}

/** The audience that the server wants first, as far as it is known here; most want the token endpoint. */
function audienceOf(source: AudienceSource | undefined, { settings }: Environment): string {
  const { tokenEndpoint = '', issuer = '' } = settings
  const wanted =
    source === 'ISS'
      ? issuer
      : source === 'ISS-with-trailing-slash'
        ? issuer && `${issuer.replace(/\/$/, '')}/`
        : tokenEndpoint
  return wanted || tokenEndpoint
}

/** The name under which the JWK Set serves this key, else the name in its file, else its thumbprint. */
export function kidOf(key: KeySummary | undefined, jwksBody: string | undefined): string | undefined {
  const jwk = key?.publicJwk
  const served = jwk && keysOfJwks(jwksBody)?.find((candidate) => samePublicKey(candidate, jwk))?.['kid']
  return [served, jwk?.['kid'], key?.thumbprint].find((name) => typeof name === 'string')
}

function algOf(profile: string, key: KeySummary | undefined): string {
  const wanted: readonly string[] = /epic|smart|oracle|athena/.test(profile)
    ? PREFERRED.smart
    : PREFERRED.other
  const usable = key?.algorithms ?? []
  return wanted.find((alg) => usable.includes(alg)) ?? usable[0] ?? wanted[0] ?? 'RS256'
}

/**
 * The texts after another key was chosen or opened: an `alg` that it cannot sign with and a `kid` that names another of
 * the `known` keys follow; anything else was typed on purpose and stays. A key that is still locked changes nothing.
 */
export function draftForKey(
  draft: Draft,
  profile: string,
  known: readonly KeySummary[],
  to: KeySummary,
  jwksBody: string | undefined,
): Draft {
  const set = (text: string, name: string, value: string) => setMember(text, name, JSON.stringify(value))
  const value = (name: string) => memberLiteral(draft.headerText, name)
  const newKid = kidOf(to, jwksBody)
  let headerText = draft.headerText
  const alg = value('alg')
  if (
    alg !== undefined &&
    to.algorithms.length > 0 &&
    !to.algorithms.some((usable) => JSON.stringify(usable) === alg)
  )
    headerText = set(headerText, 'alg', algOf(profile, to))
  const kid = value('kid')
  const namedOld = kid === undefined || known.some((key) => kid === JSON.stringify(kidOf(key, jwksBody)))
  if (newKid !== undefined && namedOld) headerText = set(headerText, 'kid', newKid)
  return { ...draft, headerText }
}
