import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const headerKidFormat = defineRule({
  id: 'header-kid-format',
  title: 'kid has not the form that this server gives',
  object: 'header',
  source: rfc(7515, '4.1.4'),
  severity: { epic: 'off', smart: 'off', rfc7523: 'off', fapi2: 'off', auth0: 'warning', 'cms-dpc': 'error' },
  proof: 'P',
  fix: 'Use the id that the vendor showed when the key was uploaded.',
  check(facts) {
    const kid = headerOf(facts)?.['kid']
    if (typeof kid !== 'string' || kid === '') return pass
    if (facts.profile.id === 'cms-dpc')
      return UUID.test(kid)
        ? pass
        : fail('/assertion/header/kid', `kid is ${kid}; this server gives a UUID to each key.`, {
            actual: kid,
          })
    const thumbprint = facts.uploadedThumbprint ?? facts.publicKey?.thumbprint
    // A published entry of that id is a stronger sign than a convention.
    if (thumbprint === undefined || kid === thumbprint || facts.jwks?.matching.length) return pass
    return fail(
      '/assertion/header/kid',
      `kid is ${kid}; this server uses the thumbprint of the uploaded key, ${thumbprint}.`,
      { actual: kid, expected: thumbprint, proof: 'S' },
    )
  },
})
