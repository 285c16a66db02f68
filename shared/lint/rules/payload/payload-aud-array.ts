import { claimsOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { setMember } from '../../../json/edit-json.ts'
import { fapi2 } from '../../sources.ts'

export const payloadAudArray = defineRule({
  id: 'payload-aud-array',
  title: 'aud is a list with one member',
  object: 'payload',
  source: fapi2('5.3.3.1'),
  severity: {
    epic: 'warning',
    smart: 'warning',
    rfc7523: 'warning',
    fapi2: 'error',
    medplum: 'error',
    'node-oidc-provider': 'off',
    keycloak: 'off',
    duende: 'off',
  },
  proof: 'S',
  fix: 'Send aud as a plain string.',
  check(facts) {
    const aud = claimsOf(facts)?.['aud']
    if (!Array.isArray(aud) || aud.length !== 1) return pass
    const [only] = aud as unknown[]
    const certain = facts.profile.id === 'medplum' || facts.profile.family === 'fapi2'
    return fail(
      '/assertion/payload/aud',
      'aud is a list with one member; a plain string is what every server takes.',
      {
        proof: certain ? 'P' : 'S',
        edit: {
          label: 'Send a plain string',
          target: 'payloadText',
          apply: (text) => setMember(text, 'aud', JSON.stringify(only)),
        },
      },
    )
  },
})
