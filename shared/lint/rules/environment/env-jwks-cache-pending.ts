import { forbidsCaching, maxAgeOf } from '../../../facts/http-facts.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const envJwksCachePending = defineRule({
  id: 'env-jwks-cache-pending',
  title: 'The server may still hold the key set of before',
  object: 'environment',
  source: epicOauth('JWK Set caching'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Wait for the cache to run out, or serve the set with a short Cache-Control.',
  check({ environment, clock, profile, jwks, response }) {
    const changedAt = environment.registration?.keyChangedAt
    if (
      changedAt === undefined ||
      clock.localNow === undefined ||
      environment.registration?.keyMode === 'uploaded-key'
    )
      return pass
    if (response?.status === 200 && response.error === undefined) return pass
    const limitS = profile.parameters.jwksCacheMaxS
    const control = jwks?.header('cache-control')
    const announcedS = forbidsCaching(control) ? 0 : maxAgeOf(control)
    const lifeS = Math.min(announcedS ?? Infinity, limitS ?? Infinity)
    const ageS = clock.localNow - changedAt
    if (!Number.isFinite(lifeS) || ageS < 0 || ageS >= lifeS) return pass
    return fail(
      '/environment/registration/keyChangedAt',
      `The key was changed ${Math.floor(ageS / 60)} min ago; a cached set may live ${Math.round(lifeS / 60)} min.`,
    )
  },
})
