import { defineRule, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const jwksWrongEnvironmentUrl = defineRule({
  id: 'jwks-wrong-environment-url',
  title: 'The JWK Set URL is registered for the other environment',
  object: 'jwks',
  source: epicOauth('two JWK Set URL fields'),
  severity: { epic: 'error', smart: 'error', rfc7523: 'warning', fapi2: 'warning' },
  proof: 'S',
  fix: 'Fill the field of this environment.',
  owns: ['registration-no-key'],
  check({ environment, jwks }) {
    const { registration } = environment
    const other = registration?.otherJwksUrl
    if (registration === undefined || !other) return pass
    const here = registration.jwksUrl
    if (here === '' || (here === undefined && jwks?.document?.url === other)) {
      return fail(
        '/environment/registration/jwksUrl',
        `The JWK Set URL stands in the field of the other environment only: ${other}.`,
        { expected: other },
      )
    }
    return pass
  },
})
