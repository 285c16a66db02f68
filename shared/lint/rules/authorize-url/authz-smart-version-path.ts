import { parseScope } from '../../../scope/scope.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartScopes } from '../../sources.ts'

export const authzSmartVersionPath = defineRule({
  id: 'authz-smart-version-path',
  title: 'The path names one SMART version and the scopes the other',
  object: 'authorize-url',
  source: smartScopes(),
  severity: { epic: 'off', smart: 'off', rfc7523: 'off', fapi2: 'off', 'oracle-health': 'warning' },
  proof: 'S',
  fix: 'Use the path of the SMART version that the app is registered for.',
  check({ authorization, environment }) {
    const path = /\/profiles\/smart-v([12])\//.exec(authorization?.url ?? '')?.[1]
    if (path === undefined) return pass
    const scopes = [
      ...(authorization?.param('scope') ?? '').split(' '),
      ...(environment.registration?.scopes ?? []),
    ]
    for (const token of scopes) {
      const parsed = parseScope(token)
      if (!parsed.ok || parsed.scope.kind !== 'resource' || String(parsed.scope.version) === path) continue
      return fail(
        '/authorizationRequest/url',
        `The path says smart-v${path}, and ${token} is written in v${parsed.scope.version}.`,
        {
          actual: `smart-v${path}`,
          expected: `smart-v${parsed.scope.version}`,
        },
      )
    }
    return pass
  },
})
