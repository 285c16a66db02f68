import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqResource = defineRule({
  id: 'tokreq-resource',
  title: 'resource or audience does not fit this server',
  object: 'token-request',
  source: rfc(8707, '2'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Correct the parameter or remove it.',
  check({ request, profile }) {
    if (request === undefined) return pass
    const resource = request.param('resource')
    if (resource !== undefined) {
      if (!URL.canParse(resource)) {
        return fail('/tokenRequest/body', `resource is "${resource}"; it has to be an absolute URI.`, {
          actual: resource,
        })
      }
      if (resource.includes('#')) {
        return fail('/tokenRequest/body', `resource has a fragment: ${resource}.`, { actual: resource })
      }
      if (profile.family === 'epic' || profile.family === 'smart') {
        return fail('/tokenRequest/body', 'resource is sent; this kind of server does not document it.', {
          actual: resource,
          severity: 'info',
          proof: 'H',
        })
      }
    }
    const needsAudience = profile.parameters.needsAudienceParam === true
    if (
      needsAudience &&
      request.param('grant_type') === 'client_credentials' &&
      request.param('audience') === undefined
    ) {
      return fail(
        '/tokenRequest/body',
        `There is no audience parameter; ${profile.name} needs it to choose the API.`,
      )
    }
    return pass
  },
})
