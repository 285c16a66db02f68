import { audienceEdit, audiencesOf } from '../../audience-fault.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadAudSeveral = defineRule({
  id: 'payload-aud-several',
  title: 'aud names several audiences',
  object: 'payload',
  source: rfc(10070),
  severity: {
    epic: 'warning',
    smart: 'warning',
    rfc7523: 'warning',
    fapi2: 'error',
    keycloak: 'error',
    duende: 'error',
    medplum: 'error',
    'node-oidc-provider': 'off',
    okta: 'warning',
  },
  proof: 'S',
  fix: 'Name one audience only.',
  check(facts) {
    const audiences = audiencesOf(facts)
    if (audiences === undefined || audiences.length < 2) return pass
    const accepted = facts.endpoints.acceptedAudiences?.[0]?.value
    const certain =
      facts.profile.family === 'fapi2' || facts.profile.id === 'keycloak' || facts.profile.id === 'medplum'
    return fail(
      '/assertion/payload/aud',
      `aud names ${audiences.length} audiences; whoever receives it could use it at the others.`,
      {
        actual: audiences.join(', '),
        proof: certain ? 'P' : 'S',
        ...(accepted === undefined ? {} : { expected: accepted, edit: audienceEdit(accepted) }),
      },
    )
  },
})
