import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzScopePlusEncoded = defineRule({
  id: 'authz-scope-plus-encoded',
  title: 'The plus between scopes is percent-encoded',
  object: 'authorize-url',
  source: rfc(6749),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Separate scopes by %20 or +, and do not encode the plus.',
  owns: [
    'authz-scope-grammar',
    'authz-scope-separator',
    'authz-scope-unsupported',
    'authz-launch-pairing',
    'authz-scope-identity-pair',
  ],
  check({ authorization }) {
    const scope = authorization?.parameters.find(({ name }) => name === 'scope')
    const at = scope?.rawValue.search(/[A-Za-z*]%2B[A-Za-z_]/i) ?? -1
    if (scope === undefined || at < 0) return pass
    const index = scope.offset + scope.rawName.length + 2 + at
    return fail(
      '/authorizationRequest/url',
      `scope holds "%2B", a plus sign, between its tokens (index ${index}).`,
      {
        actual: scope.rawValue,
        index,
      },
    )
  },
})
