import { maxAgeOf } from '../../../facts/http-facts.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { pointerOf } from '../../jwks-pointer.ts'
import { epicOauth } from '../../sources.ts'

const SHORTEST_WAIT_S = 300

export const jwksRotationGap = defineRule({
  id: 'jwks-rotation-gap',
  title: 'The keys were changed too quickly',
  object: 'jwks',
  source: epicOauth('key rotation'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Publish first, switch later, remove last.',
  check({ environment, clock, jwks, profile, response, seenKeys, publicKey, recorded }) {
    const thumbprint = publicKey?.thumbprint ?? recorded.keyThumbprint
    // It appeared after the last look without it, so that this is the longest that it can have been there.
    const absentAt = seenKeys.find((key) => key.thumbprint === thumbprint)?.absentAt
    const changedAt = environment.registration?.keyChangedAt ?? absentAt
    const now = clock.localNow
    if (changedAt === undefined || now === undefined || environment.registration?.keyMode === 'uploaded-key')
      return pass
    if (response?.status === 200 && response.error === undefined) return pass
    const announced = maxAgeOf(jwks?.header('cache-control')) ?? 0
    const waitS = Math.max(
      SHORTEST_WAIT_S,
      Math.min(announced, profile.parameters.jwksCacheMaxS ?? announced),
    )
    const ageS = now - changedAt
    if (ageS < 0 || ageS >= waitS) return pass
    const lives = `a cached set lives ${Math.round(waitS / 60)} min`
    const minutes = `${Math.round(ageS / 60)} min`
    return environment.registration?.keyChangedAt === undefined
      ? fail(pointerOf(jwks), `The key was not in the JWK Set ${minutes} ago and is already used; ${lives}.`)
      : fail(
          '/environment/registration/keyChangedAt',
          `The key was changed ${minutes} ago and is already used; ${lives}.`,
        )
  },
})
