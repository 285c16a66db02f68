import { covers, parseScope } from '../../../scope/scope.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartConformance } from '../../sources.ts'

export const authzScopeUnsupported = defineRule({
  id: 'authz-scope-unsupported',
  title: 'A scope is not on the list of the server',
  object: 'authorize-url',
  source: smartConformance(),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Check the spelling and the registration; the published list may be partial.',
  check({ authorization, discovery }) {
    const scope = authorization?.param('scope')
    if (!scope) return pass
    for (const { members } of discovery) {
      const supported = members['scopes_supported']
      if (!Array.isArray(supported) || supported.length === 0) continue
      const listed = supported.filter((item): item is string => typeof item === 'string')
      const missing = scope
        .split(/[\s,]+/)
        .filter(Boolean)
        .find((token) => !isListed(token, listed))
      if (missing === undefined) return pass
      return fail(
        '/authorizationRequest/url',
        `The scope ${missing} is not among the ${listed.length} that the server lists.`,
        {
          actual: missing,
        },
      )
    }
    return pass
  },
})

function isListed(token: string, listed: readonly string[]): boolean {
  if (listed.includes(token)) return true
  const wanted = parseScope(token)
  if (!wanted.ok) return false
  return listed.some((entry) => {
    const granted = parseScope(entry)
    return granted.ok && covers(granted.scope, wanted.scope)
  })
}
