import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartScopes } from '../../sources.ts'

export const authzScopeWildcard = defineRule({
  id: 'authz-scope-wildcard',
  title: 'A scope asks for everything',
  object: 'authorize-url',
  source: smartScopes(),
  severity: { epic: 'info', smart: 'info', rfc7523: 'off', fapi2: 'off' },
  proof: 'H',
  fix: 'List the resource types that the app needs: a wildcard also covers types that come later.',
  check({ authorization }) {
    const token = (authorization?.param('scope') ?? '').split(' ').find((each) => /\/\*\.|\.\*$/.test(each))
    return token === undefined
      ? pass
      : fail('/authorizationRequest/url', `The scope ${token} is a wildcard.`, { actual: token })
  },
})
