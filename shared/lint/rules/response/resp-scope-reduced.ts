import { coverOf } from '../../../scope/compare-scopes.ts'
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
  if (token === 'launch' || token.startsWith('launch/')) return true
  const { state } = coverOf(token, have)
  return state === 'same' || state === 'covered'
}
