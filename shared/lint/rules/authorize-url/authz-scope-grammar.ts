import { parseScope } from '../../../scope/scope.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartScopes } from '../../sources.ts'

export const authzScopeGrammar = defineRule({
  id: 'authz-scope-grammar',
  title: 'A scope is not written as SMART writes it',
  object: 'authorize-url',
  source: smartScopes(),
  severity: { epic: 'warning', smart: 'error', rfc7523: 'off', fapi2: 'off' },
  proof: 'P',
  fix: 'Write context/Resource.permissions, such as patient/Observation.rs.',
  check({ authorization }) {
    const scope = authorization?.param('scope')
    if (!scope) return pass
    for (const token of scope.split(/[\s,;]+/).filter(Boolean)) {
      // Only what means to be a resource scope is judged: servers define names of their own.
      const meant = token.includes('/') || /^[A-Z][A-Za-z]+\.(read|write|\*|[cruds]+)$/.test(token)
      const parsed = meant ? parseScope(token) : undefined
      if (parsed === undefined || parsed.ok) continue
      return fail(
        '/authorizationRequest/url',
        `The scope "${token}" is not SMART: ${parsed.why} (index ${parsed.index}).`,
        {
          actual: token,
          index: parsed.index,
        },
      )
    }
    return pass
  },
})
