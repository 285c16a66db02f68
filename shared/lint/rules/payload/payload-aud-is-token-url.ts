import { audienceEdit, audiencesOf } from '../../audience-fault.ts'
import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

/** Servers of the older generation take the token URL, RFC 10070 forbids it. */
export const payloadAudIsTokenUrl = defineRule({
  id: 'payload-aud-is-token-url',
  title: 'aud is the token URL where the issuer is wanted',
  object: 'payload',
  source: rfc(10070),
  severity: { epic: 'off', smart: 'off', rfc7523: 'off', fapi2: 'error', auth0: 'error' },
  proof: 'P',
  fix: 'Use the issuer identifier, exactly as in the metadata.',
  owns: [
    'payload-aud-other-environment',
    'payload-aud-not-accepted',
    'payload-aud-path-partial',
    'payload-aud-other-endpoint',
    'payload-aud-typo',
    'payload-aud-trailing-slash',
    'payload-aud-tenant',
  ],
  check(facts) {
    const [aud, ...more] = audiencesOf(facts) ?? []
    const { post, token, discoveredToken, issuer, acceptedAudiences } = facts.endpoints
    if (aud === undefined || more.length > 0 || aud === issuer) return pass
    if (![post, token, discoveredToken].includes(aud)) return pass
    const expected = acceptedAudiences?.[0]?.value
    if (expected === undefined || expected === aud) return pass
    return fail('/assertion/payload/aud', 'aud is the token URL; this server wants its issuer identifier.', {
      actual: aud,
      expected,
      index: compareText(aud, expected).index,
      edit: audienceEdit(expected),
    })
  },
})
