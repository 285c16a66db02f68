import { covers, parseScope } from '../../../scope/scope.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respScopeReduced = defineRule({
  id: 'resp-scope-reduced',
  title: 'Less is granted than was asked for',
  object: 'response',
  source: rfc(6749, '3.3'),
  severity: everywhere('warning'),
  proof: 'P',
  fix: "Check the app's registration, the user's rights and what the server supports.",
  check({ response, request, authorization }) {
    const granted = response?.members?.['scope']
    const asked = request?.param('scope') ?? authorization?.param('scope')
    if (response?.status !== 200 || typeof granted !== 'string' || !asked) return pass
    const have = granted.split(/\s+/).filter(Boolean)
    const missing = asked
      .split(/\s+/)
      .filter((token) => token !== '' && !token.endsWith('/.default') && !isGranted(token, have))
    if (missing.length === 0) return pass
    const swapped = missing.length === 1 && missing[0] === 'online_access' && have.includes('offline_access')
    return fail('/tokenResponse/body', `Not granted: ${missing.join(' ')}.`, {
      actual: granted,
      expected: asked,
      ...(swapped ? { severity: 'info', proof: 'H' } : {}),
    })
  },
})

function isGranted(token: string, have: readonly string[]): boolean {
  // The launch scopes ask for context, and a server need not repeat them.
  if (have.includes(token) || token === 'launch' || token.startsWith('launch/')) return true
  const wanted = parseScope(token)
  if (!wanted.ok || wanted.scope.kind !== 'resource') return false
  const scopes = have.flatMap((each) => {
    const parsed = parseScope(each)
    return parsed.ok ? [parsed.scope] : []
  })
  if (scopes.some((scope) => covers(scope, wanted.scope))) return true
  // Several narrower grants together may cover one v1 or multi-letter scope.
  const { scope } = wanted
  const letters = { read: 'rs', write: 'cud', '*': 'cruds' }[scope.permissions] ?? scope.permissions
  return [...letters].every((permissions) =>
    scopes.some((each) => covers(each, { ...scope, version: 2, permissions })),
  )
}
