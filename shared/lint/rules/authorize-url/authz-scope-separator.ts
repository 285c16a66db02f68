import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzScopeSeparator = defineRule({
  id: 'authz-scope-separator',
  title: 'Scopes are not separated by single spaces',
  object: 'authorize-url',
  source: rfc(6749, '3.3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Separate scopes by single spaces, each once.',
  owns: [
    'authz-scope-grammar',
    'authz-launch-pairing',
    'authz-scope-unsupported',
    'authz-scope-identity-pair',
  ],
  check({ authorization }) {
    const scope = authorization?.param('scope')
    if (!scope) return pass
    const report = (what: string, index: number, more: object = {}) =>
      fail('/authorizationRequest/url', `scope ${what} (index ${index}).`, { actual: scope, index, ...more })
    // A comma inside a search parameter (?category=a,b) belongs to the scope itself.
    const separator =
      /[;\t\r\n]/.exec(scope) ??
      /,(?=\s*(patient|user|system|launch|openid|fhirUser|profile|o[nf]))/.exec(scope)
    if (separator) return report(`separates its tokens by ${JSON.stringify(separator[0])}`, separator.index)
    const space = /^ | {2}| $/.exec(scope)
    if (space) return report('has a leading, doubled or final space', space.index)
    const tokens = scope.split(' ')
    const twice = tokens.find((token, at) => tokens.indexOf(token) !== at)
    return twice === undefined
      ? pass
      : report(`names ${twice} twice`, scope.lastIndexOf(twice), { severity: 'info', proof: 'H' })
  },
})
