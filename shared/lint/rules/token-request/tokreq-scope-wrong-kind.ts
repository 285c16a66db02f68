import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartBackend } from '../../sources.ts'

const USER_SCOPES = /^(patient\/|user\/|launch(\/|$)|(openid|fhirUser|profile|offline_access|online_access)$)/

export const tokreqScopeWrongKind = defineRule({
  id: 'tokreq-scope-wrong-kind',
  title: 'A scope does not belong to this grant',
  object: 'token-request',
  source: smartBackend(),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Ask for system/ scopes separated by single spaces.',
  check({ request, profile }) {
    const scope = request?.param('scope')
    if (!scope || request?.param('grant_type') !== 'client_credentials') return pass
    const isSmart = profile.family === 'smart' || profile.family === 'epic'
    const certain = isSmart ? ({ proof: 'P' } as const) : {}
    if (/,/.test(scope) && isSmart) {
      return fail('/tokenRequest/body', `scope separates its tokens by commas: "${scope}".`, {
        actual: scope,
        ...certain,
      })
    }
    const tokens = scope.split(' ').filter(Boolean)
    if (profile.id === 'entra') {
      const other = tokens.find((token) => !token.endsWith('/.default'))
      return other === undefined
        ? pass
        : fail('/tokenRequest/body', `scope is "${other}"; this server wants <resource>/.default.`, {
            actual: other,
            proof: 'P',
          })
    }
    const user = tokens.find((token) => USER_SCOPES.test(token))
    if (user === undefined) return pass
    return fail(
      '/tokenRequest/body',
      `scope asks for "${user}", which needs a user; client_credentials has none.`,
      {
        actual: user,
        ...certain,
      },
    )
  },
})
