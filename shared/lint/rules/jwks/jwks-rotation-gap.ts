import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
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
  check({ environment, clock, jwks, profile, response }) {
    const changedAt = environment.registration?.keyChangedAt
    const now = clock.localNow
    if (changedAt === undefined || now === undefined || environment.registration?.keyMode === 'uploaded-key')
      return pass
    if (response?.status === 200 && response.error === undefined) return pass
    const control = jwks?.header('cache-control') ?? ''
    const announced = Number(/\bmax-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1] ?? 0)
    const waitS = Math.max(
      SHORTEST_WAIT_S,
      Math.min(announced, profile.parameters.jwksCacheMaxS ?? announced),
    )
    const ageS = now - changedAt
    if (ageS < 0 || ageS >= waitS) return pass
    return fail(
      '/environment/registration/keyChangedAt',
      `The key was changed ${Math.round(ageS / 60)} min ago and is already used; a cached set lives ${Math.round(waitS / 60)} min.`,
    )
  },
})
