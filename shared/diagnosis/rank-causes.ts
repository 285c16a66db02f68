import { forbidsCaching, maxAgeOf } from '../facts/http-facts.ts'
import type { Facts } from '../facts/facts.ts'
import type { Finding } from '../lint/run-lint.ts'
import { RANKED_CAUSES, type Priors, type RankedCauseId } from './priors.ts'
import { TOPICS, type Topic } from './answer-topics.ts'

export interface Weighed {
  readonly id: RankedCauseId
  /** Not normalised. */
  readonly weight: number
  /** What moved the weight, in words. */
  readonly because: readonly string[]
}

const HOUR_S = 3_600
const DAY_S = 86_400
/** JWKS cache life assumed where neither the headers nor the profile say one. */
const ASSUMED_CACHE_S = DAY_S
/** Standing of an answer that means "authenticated, but not allowed". */
const PAST_AUTHENTICATION = 1 / 20

type Factor = readonly [factor: number, because: string]

/** Weights of the causes that nothing local can prove: prior times factors (rules by `FACTORS`, then the answer). */
export function weighCauses(
  facts: Facts,
  findings: readonly Finding[],
  topics: readonly Topic[],
  priors: Priors = RANKED_CAUSES,
): Weighed[] {
  const worked = hasWorked(facts)
  return (Object.keys(RANKED_CAUSES) as RankedCauseId[]).map((id) => {
    const because: string[] = []
    let weight = priors[id][worked ? 'workedBefore' : 'firstUse']
    for (const [factor, why] of [...FACTORS[id](facts, findings), ...common(id, facts, topics)]) {
      weight *= factor
      if (why !== '') because.push(why)
    }
    return { id, weight, because }
  })
}

/** True where a success is known: the person says so, or the history shows one. */
export function hasWorked({ environment, history }: Pick<Facts, 'environment' | 'history'>): boolean {
  if (typeof environment.lastWorkedAt === 'number') return true
  return (
    environment.lastWorkedAt === undefined &&
    history.some(({ status, error }) => status === 200 && error === undefined)
  )
}

function* common(id: RankedCauseId, facts: Facts, topics: readonly Topic[]): Iterable<Factor> {
  const touched = RANKED_CAUSES[id].touchedBy.filter((what) =>
    (facts.environment.changedSince ?? []).some((changed) => changed === what),
  )
  if (touched.length > 0) yield [10, `${touched.join(', ')} changed since it last worked`]
  for (const topic of topics) {
    const factor = TOPICS[topic].causes[id]
    if (factor !== undefined) yield [factor, `the answer speaks of ${topic.replaceAll('-', ' ')}`]
  }
  const { error } = facts.response ?? {}
  const isGrantOfJwt = facts.flow === 'jwt_bearer' || facts.profile.id === 'google'
  const later = error === 'invalid_grant' || error === 'invalid_scope' || error === 'unsupported_grant_type'
  const authenticated =
    (later && !isGrantOfJwt) ||
    error === 'consent_required' ||
    (error === 'unauthorized_client' && facts.profile.id !== 'keycloak')
  if (authenticated && !['registration-scope', 'registration-not-active', 'server-fault'].includes(id)) {
    yield [PAST_AUTHENTICATION, `${error} usually comes after the client is authenticated`]
  }
  if (error === 'unauthorized_client' && id === 'registration-not-active') yield [10, 'unauthorized_client']
}

type Factors = (facts: Facts, findings: readonly Finding[]) => Iterable<Factor>

const isEpic = ({ profile }: Facts): boolean => profile.family === 'epic'
const has = (findings: readonly Finding[], pattern: RegExp): boolean =>
  findings.some(({ ruleId }) => pattern.test(ruleId))
const since = (facts: Facts, at: number | undefined): number | undefined =>
  at === undefined || facts.clock.localNow === undefined ? undefined : facts.clock.localNow - at

const FACTORS: Readonly<Record<RankedCauseId, Factors>> = {
  *'registration-client-unknown'(facts) {
    const { clientId, otherClientId } = facts.environment
    if (clientId === undefined) yield [4, 'the registered client id is not known here']
    if (isEpic(facts)) yield [1.5, '']
    const iss = facts.assertion?.payload?.members['iss']
    if (clientId !== undefined && otherClientId !== undefined && iss === clientId) {
      yield [0.05, 'both client ids are known and the right one is used']
    }
    if (/[?&]client=unknown\b/.test(facts.response?.errorUri ?? ''))
      yield [8, 'the answer says client=unknown']
  },
  *'registration-other-key'(facts, findings) {
    const { registration } = facts.environment
    const [published] = facts.jwks?.matching ?? []
    if (published && facts.assertion?.signature.underJwks[published.index]?.outcome === 'valid') {
      yield [0.5, 'the key set that was fetched verifies the signature']
    }
    if (facts.assertion?.signature.underUploaded === 'valid')
      yield [0.2, 'the registered copy verifies the signature']
    if (registration?.keyMode === 'uploaded-key' && registration.uploadedJwk === undefined) {
      yield [2, 'the registered copy of the key is not known here']
    }
    if (facts.jwks === undefined && registration?.uploadedJwk === undefined)
      yield [2, 'no registered key is known here']
    if (has(findings, /^(env-key-mode-retired|header-kid-is-client-id)$/)) yield [2, '']
  },
  *'env-sync-pending'(facts) {
    const ageS = since(facts, facts.environment.registration?.savedAt)
    if (ageS === undefined) return
    const delayS = facts.profile.parameters.syncDelayS ?? DAY_S
    const known = facts.profile.parameters.syncDelayS !== undefined
    if (ageS < delayS) yield [1, `saved ${hours(ageS)} ago`]
    else if (ageS > 2 * DAY_S) yield [0.05, `saved ${hours(ageS)} ago`]
    else yield [known && ageS >= 4 * delayS ? 0.15 : 0.3, `saved ${hours(ageS)} ago`]
  },
  *'env-jwks-cache-pending'(facts) {
    if (facts.environment.registration?.keyMode === 'uploaded-key') {
      yield [0, 'the key was uploaded']
      return
    }
    const ageS = since(facts, facts.environment.registration?.keyChangedAt)
    if (ageS === undefined) return
    const lifeS = cacheLifeS(facts)
    yield ageS < lifeS
      ? [3, `the key changed ${hours(ageS)} ago, a cached set may live ${hours(lifeS)}`]
      : [0, `the key set is older than the ${hours(lifeS)} that a cached one may live`]
  },
  *'jwks-not-fetchable-by-server'(facts, findings) {
    if (facts.environment.registration?.keyMode === 'uploaded-key') {
      yield [0, 'the key was uploaded']
      return
    }
    if (
      has(
        findings,
        /^jwks-(redirect|private-host|content-type|slow|tls|unreachable|not-https|key-ops-missing)/,
      )
    ) {
      yield [3, 'the JWK Set is served in a way that some servers refuse']
    }
  },
  *'audience-undocumented'(facts) {
    const aud = facts.assertion?.payload?.members['aud']
    const { post, discoveredToken } = facts.endpoints
    const via = facts.response?.header('via') !== undefined
    if (via || (post !== undefined && discoveredToken !== undefined && post !== discoveredToken)) {
      yield [
        4,
        via
          ? 'the answer came through a proxy'
          : 'the request goes to another address than the published one',
      ]
    }
    if (facts.profile.parameters.aud === undefined)
      yield [3, 'the accepted audiences of this server are not known']
    if (typeof aud === 'string' && aud === post && aud === discoveredToken) {
      yield [0.3, 'aud, the address of the request and the published endpoint are one']
    } else if (typeof aud === 'string' && aud !== post)
      yield [3, 'aud is not the address that the request goes to']
  },
  *'env-clock-offset'(facts, findings) {
    const { server, now } = facts.clock
    if (server !== undefined) {
      const sureS = Math.abs(server.offsetS) - server.uncertaintyS
      yield sureS > 5 ? [3, 'the clocks differ'] : [0, "the server's Date agrees with the local clock"]
      return
    }
    const exp = facts.assertion?.payload?.members['exp']
    const maxS = facts.profile.parameters.maxLifetimeS
    const atLimit =
      typeof exp === 'number' && now !== undefined && maxS !== undefined && exp - now > maxS - 15
    if (atLimit || has(findings, /^payload-exp-edge$/))
      yield [3, 'exp lies at the limit, so a small lead breaks it']
  },
  *'header-alg-registered-mismatch'(facts, findings) {
    const alg = facts.assertion?.header?.members['alg']
    const recorded = facts.environment.registration?.signingAlg
    if (recorded !== undefined) yield recorded === alg ? [0, 'the recorded algorithm is used'] : [6, '']
    if (has(findings, /^header-alg-not-advertised$/)) yield [3, 'the server does not list this algorithm']
  },
  *'registration-auth-method'(facts, findings) {
    const method = facts.environment.registration?.authMethod
    if (method !== undefined) {
      yield method === 'private_key_jwt' ? [0, 'private_key_jwt is recorded'] : [10, `${method} is recorded`]
    }
    if (has(findings, /^disc-method-missing$/)) yield [3, 'the server does not list private_key_jwt']
  },
  *'replay-elsewhere'(_, findings) {
    if (has(findings, /^payload-jti-predictable$/)) yield [4, 'jti is predictable']
  },
  *'registration-not-active'(facts) {
    const { registration, label } = facts.environment
    const steps = [registration?.downloaded, registration?.enabledAtSite, registration?.mappedUser]
    if (steps.includes(false)) yield [10, 'a step at the site is recorded as not done']
    else if (steps.every((step) => step === true)) yield [0.2, 'every step at the site is recorded as done']
    if (facts.profile.id === 'epic-production' || (isEpic(facts) && label === 'production')) {
      yield [3, 'a customer has to map the app first']
    } else if (facts.profile.id === 'epic-sandbox') yield [0.2, 'the sandbox maps apps by itself']
    else if (facts.profile.id === 'oracle-health') yield [2, 'a tenant has to enable the app first']
  },
  *'altered-in-transit'(_, findings) {
    if (has(findings, /^env-proxy-in-path$/)) yield [4, 'something handles the request on the way']
  },
  *'server-fault'(facts, findings) {
    const status = facts.response?.status ?? 0
    if (status >= 500) yield [20, `the answer is ${status}`]
    if (has(findings, /^env-key-mode-retired$/)) yield [4, 'the way of registering keys is being retired']
    const named = facts.response?.failure
    if (named !== undefined) yield [10, `the request failed (${named})`]
  },
  *'undocumented-strictness'(facts, findings) {
    const typ = facts.assertion?.header?.members['typ']
    const wantsJwt = facts.profile.family === 'epic' || facts.profile.family === 'smart'
    if (wantsJwt && typ !== undefined && typ !== 'JWT') yield [4, 'typ is not JWT']
    if (Array.isArray(facts.assertion?.payload?.members['aud'])) yield [3, 'aud is an array']
    if (has(findings, /^payload-extra-claim$/)) yield [6, 'the payload has claims that nobody asked for']
    if (has(findings, /^(header-typ-not-rfc10070|jwks-key-ops-missing|header-embedded-key)$/)) yield [6, '']
  },
  *'registration-scope'(facts, findings) {
    if (has(findings, /^(tokreq-scope|authz-scope|resp-scope)/)) yield [2, 'a scope draws a finding']
    const registered = facts.environment.registration?.scopes
    const asked = (facts.request?.param('scope') ?? '').split(' ').filter(Boolean)
    const foreign = registered && asked.filter((token) => !registered.includes(token))
    if (foreign && foreign.length > 0) yield [4, `${foreign.join(' ')} is not among the registered scopes`]
  },
  *'kid-reused-after-rotation'(_, findings) {
    if (has(findings, /^jwks-kid-recycled$/)) yield [40, 'this kid named another key before']
  },
}

function cacheLifeS(facts: Facts): number {
  const control = facts.jwks?.header('cache-control')
  if (forbidsCaching(control)) return 0
  const announced = maxAgeOf(control)
  const limit = facts.profile.parameters.jwksCacheMaxS
  if (announced === undefined) return limit ?? ASSUMED_CACHE_S
  return Math.min(announced, limit ?? Infinity)
}

const hours = (seconds: number): string =>
  seconds < 2 * HOUR_S
    ? `${Math.round(seconds / 60)} min`
    : seconds < 2 * DAY_S
      ? `${Math.round(seconds / HOUR_S)} h`
      : `${Math.round(seconds / DAY_S)} days`
