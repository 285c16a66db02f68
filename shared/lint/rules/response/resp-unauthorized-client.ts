import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const respUnauthorizedClient = defineRule({
  id: 'resp-unauthorized-client',
  title: 'The client is known and not allowed to do this',
  object: 'response',
  source: epicOauth('troubleshooting the token request'),
  severity: everywhere('info'),
  proof: 'S',
  fix: 'Ask the site to map or enable the app for this grant, and stop changing the JWT.',
  check({ response, profile }) {
    if (response?.error !== 'unauthorized_client') return pass
    const meaning =
      profile.family === 'epic'
        ? 'the app is not mapped to a user at this site'
        : profile.id === 'keycloak'
          ? 'this server also says so when authentication itself failed'
          : 'authentication very likely passed, and the grant is not enabled'
    return fail('/tokenResponse/body', `The answer is unauthorized_client: ${meaning}.`)
  },
})
