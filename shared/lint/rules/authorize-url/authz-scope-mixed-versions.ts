import { parseScope } from '../../../scope/scope.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartConformance } from '../../sources.ts'

export const authzScopeMixedVersions = defineRule({
  id: 'authz-scope-mixed-versions',
  title: 'Scopes of two SMART versions are mixed, or the server lists the other one',
  object: 'authorize-url',
  source: smartConformance(),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'off', fapi2: 'off' },
  proof: 'S',
  fix: 'Use one version of the scope language, one that the server lists.',
  check({ authorization, discovery }) {
    const versions = new Set<1 | 2>()
    for (const token of (authorization?.param('scope') ?? '').split(' ')) {
      const parsed = parseScope(token)
      if (parsed.ok && parsed.scope.kind === 'resource') versions.add(parsed.scope.version)
    }
    if (versions.size === 2) {
      return fail('/authorizationRequest/url', 'scope mixes v1 (read, write) and v2 (cruds) permissions.')
    }
    const [version] = versions
    if (version === undefined) return pass
    for (const { document, members } of discovery) {
      const capabilities = members['capabilities']
      if (document.kind !== 'smart-configuration' || !Array.isArray(capabilities)) continue
      const listed = [1, 2].filter((candidate) => capabilities.includes(`permission-v${candidate}`))
      if (listed.length === 0 || listed.includes(version)) continue
      return fail(
        '/authorizationRequest/url',
        `scope is written in v${version}; the server lists permission-v${listed.join('')}.`,
      )
    }
    return pass
  },
})
