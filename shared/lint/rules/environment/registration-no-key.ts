import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const registrationNoKey = defineRule({
  id: 'registration-no-key',
  title: 'The registration holds no key',
  object: 'environment',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Register the JWK Set URL or the public key first.',
  check({ environment }) {
    const registration = environment.registration
    // Empty text is what a person reads in an empty field; absent would be "not known".
    if (registration?.jwksUrl !== '' || registration.uploadedJwk !== undefined) return pass
    return fail(
      '/environment/registration/jwksUrl',
      'The field for the JWK Set URL is empty and no key is uploaded.',
    )
  },
})
