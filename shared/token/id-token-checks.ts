import type { Facts } from '../facts/facts.ts'

/** One check of OpenID Connect Core §3.1.3.7 or of SMART, as a line of its own. */
export interface IdTokenCheck {
  readonly id: string
  readonly title: string
  /** `unknown`: what it needs is not at hand; never a tick for what was not checked. */
  readonly state: 'passed' | 'failed' | 'unknown' | 'not-applicable'
  readonly detail: string
  readonly actual?: string
  readonly expected?: string
}

/** Clocks differ by this much without anybody noticing, seconds. */
const LEEWAY_S = 60
/** An id token older than this when it arrives is an old one, seconds. */
const FRESH_S = 600
const FHIR_USER_TYPES = ['Patient', 'Practitioner', 'PractitionerRole', 'RelatedPerson', 'Person', 'Device']

type Check = Omit<IdTokenCheck, 'id' | 'title'>

const passed = (detail: string): Check => ({ state: 'passed', detail })
const unknown = (detail: string): Check => ({ state: 'unknown', detail })
const skipped = (detail: string): Check => ({ state: 'not-applicable', detail })
const failed = (detail: string, actual?: unknown, expected?: string): Check => ({
  state: 'failed',
  detail,
  ...(typeof actual === 'string' ? { actual } : {}),
  ...(expected === undefined ? {} : { expected }),
})

/**
 * Every check of the id_token, in the order of the specification.
 * @param atHash what `at_hash` has to be, from the access token; undefined where it cannot be computed
 */
export function idTokenChecks(facts: Facts, atHash: string | undefined): IdTokenCheck[] {
  const token = facts.response?.idToken
  if (token === undefined) return []
  // A part that is not there at all has no problem of its own.
  const isReadable = [token.header, token.payload].every(
    (part) => part !== undefined && part.problem === undefined,
  )
  const rows: readonly (readonly [string, string, () => Check])[] = [
    ['alg', 'Signed with a public key', () => algCheck(facts)],
    ['kid', 'Its key is one of the server’s', () => kidCheck(facts)],
    ['signature', 'The signature verifies', () => signatureCheck(facts)],
    ['iss', 'iss is this server', () => issuerCheck(facts)],
    ['aud', 'aud has this client id', () => audienceCheck(facts)],
    ['azp', 'azp is this client', () => azpCheck(facts)],
    ['exp', 'Not expired when it came', () => expiryCheck(facts)],
    ['iat', 'Made just before it came', () => issuedCheck(facts)],
    ['nonce', 'nonce is the one that was sent', () => nonceCheck(facts)],
    ['at_hash', 'at_hash fits the access token', () => atHashCheck(facts, atHash)],
    ['fhirUser', 'fhirUser names a FHIR resource', () => userCheck(facts)],
  ]
  const readable: IdTokenCheck = {
    id: 'readable',
    title: 'It is a JWT',
    ...(isReadable ? passed('Three parts, JSON inside.') : failed('It cannot be read as a JWT.')),
  }
  if (!isReadable) return [readable]
  return [readable, ...rows.map(([id, title, check]) => ({ id, title, ...check() }))]
}

const claims = ({ response }: Facts) => response?.idToken?.payload?.members ?? {}
const header = ({ response }: Facts) => response?.idToken?.header?.members ?? {}

function algCheck(facts: Facts): Check {
  const { alg } = header(facts)
  if (typeof alg !== 'string') return failed('The header has no alg.')
  return alg === 'none' || alg.startsWith('HS')
    ? failed(`alg is ${alg}: anybody, or the client itself, could have made it.`, alg)
    : passed(`alg is ${alg}.`)
}

const NEEDS_KEYS = 'The server’s keys (jwks_uri) have not been fetched.'

function kidCheck(facts: Facts): Check {
  const { kid } = header(facts)
  const keys = facts.serverJwks?.keys.length
  if (keys === undefined) return unknown(NEEDS_KEYS)
  if (typeof kid !== 'string')
    return keys === 1 ? skipped('No kid, and the server has one key.') : unknown('The header has no kid.')
  return facts.response?.idToken?.kidInServerJwks
    ? passed(`kid ${kid} is one of the ${keys} keys.`)
    : failed(`kid ${kid} is not among the ${keys} keys of the server.`, kid)
}

function signatureCheck(facts: Facts): Check {
  switch (facts.response?.idToken?.signature) {
    case 'valid':
      return passed('It verifies under the server’s key.')
    case 'invalid':
      return failed('It does not verify under the server’s keys.')
    default:
      return unknown(facts.serverJwks === undefined ? NEEDS_KEYS : 'None of the server’s keys fits the alg.')
  }
}

function issuerCheck(facts: Facts): Check {
  const { iss } = claims(facts)
  const issuers = [
    facts.environment.issuer,
    ...facts.discovery
      .filter(({ document }) => document.kind !== 'capability-statement')
      .map(({ members }) => members['issuer']),
  ].filter((each): each is string => typeof each === 'string')
  if (typeof iss !== 'string') return failed('There is no iss.')
  if (issuers.length === 0) return unknown(`It is ${iss}; the issuer of this server is not known.`)
  return issuers.includes(iss) ? passed(`It is ${iss}.`) : failed('It is another issuer.', iss, issuers[0])
}

const audiences = (facts: Facts): unknown[] => {
  const { aud } = claims(facts)
  return Array.isArray(aud) ? aud : [aud]
}

function audienceCheck(facts: Facts): Check {
  const { clientId } = facts.environment
  const list = audiences(facts)
  if (list[0] === undefined) return failed('There is no aud.')
  if (clientId === undefined) return unknown(`It is ${list.join(', ')}; the client id is not known.`)
  return list.includes(clientId)
    ? passed(`It is ${list.join(', ')}.`)
    : failed('This client id is not in it.', list.join(', '), clientId)
}

function azpCheck(facts: Facts): Check {
  const { azp } = claims(facts)
  const { clientId } = facts.environment
  if (azp === undefined)
    return audiences(facts).length > 1
      ? failed('There are several audiences and no azp.')
      : skipped('One audience, so no azp is needed.')
  if (clientId === undefined) return unknown('The client id is not known.')
  return azp === clientId ? passed(`It is ${clientId}.`) : failed('It names another client.', azp, clientId)
}

/** When it came, by the clock of the server where that is known. */
const arrival = ({ response, clock }: Facts): number | undefined => {
  const at = response?.receivedAt ?? clock.localNow
  return at === undefined ? undefined : at + (clock.server?.offsetS ?? 0)
}

function expiryCheck(facts: Facts): Check {
  const { exp } = claims(facts)
  const at = arrival(facts)
  if (typeof exp !== 'number') return failed('There is no numeric exp.')
  if (at === undefined) return unknown('When it came is not known.')
  const left = Math.round(exp - at)
  return left > -LEEWAY_S ? passed(`${left} s were left.`) : failed(`It had expired ${-left} s before.`)
}

function issuedCheck(facts: Facts): Check {
  const { iat } = claims(facts)
  const at = arrival(facts)
  if (typeof iat !== 'number') return failed('There is no numeric iat.')
  if (at === undefined) return unknown('When it came is not known.')
  const ageS = Math.round(at - iat)
  if (ageS < -LEEWAY_S) return failed(`iat is ${-ageS} s in the future.`)
  return ageS > FRESH_S ? failed(`It was ${ageS} s old.`) : passed(`It was ${Math.max(0, ageS)} s old.`)
}

function nonceCheck(facts: Facts): Check {
  const { nonce } = claims(facts)
  const { authorization, request } = facts
  if (request?.param('grant_type') === 'refresh_token')
    return skipped('A refreshed id token need not repeat it.')
  if (authorization === undefined) return unknown('The authorization request is not known.')
  const asked = authorization.param('nonce')
  if (asked === undefined || asked === '')
    return nonce === undefined ? skipped('None was sent.') : failed('There is a nonce, and none was sent.')
  if (nonce === undefined) return failed('There is no nonce, and one was sent.')
  return nonce === asked
    ? passed('It is the same, character by character.')
    : failed('It is another one.', nonce, asked)
}

function atHashCheck(facts: Facts, atHash: string | undefined): Check {
  const { at_hash: said } = claims(facts)
  if (said === undefined) return skipped('There is none; the code flow does not ask for it.')
  if (atHash === undefined) return unknown('It cannot be computed for this alg.')
  return said === atHash
    ? passed('It is the hash of this access token.')
    : failed('It is the hash of another token.', said, atHash)
}

function userCheck(facts: Facts): Check {
  const { fhirUser } = claims(facts)
  const { response, request, authorization } = facts
  const granted = response?.members?.['scope'] ?? request?.param('scope') ?? authorization?.param('scope')
  const isGranted = typeof granted === 'string' && granted.split(/\s+/).includes('fhirUser')
  if (fhirUser === undefined)
    return isGranted
      ? failed('fhirUser is granted, and the claim is not there.')
      : skipped('It was not granted.')
  const type = typeof fhirUser === 'string' ? fhirUser.split('/').at(-2) : undefined
  return type !== undefined && FHIR_USER_TYPES.includes(type)
    ? passed(`It names a ${type}.`)
    : failed('It names no resource that a user can be.')
}
