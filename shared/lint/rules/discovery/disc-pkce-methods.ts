import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartConformance } from '../../sources.ts'

export const discPkceMethods = defineRule({
  id: 'disc-pkce-methods',
  title: 'The published PKCE methods are unusual',
  object: 'discovery',
  source: smartConformance(),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'warning', fapi2: 'error' },
  proof: 'H',
  fix: 'Use S256 anyway, and tell the owner of the server.',
  check({ discovery }) {
    for (const { documentIndex, members } of discovery) {
      const methods = members['code_challenge_methods_supported']
      if (!Array.isArray(methods)) continue
      const pointer = `/documents/${documentIndex}/body`
      if (!methods.includes('S256')) {
        return fail(
          pointer,
          `code_challenge_methods_supported is ${methods.join(', ') || 'empty'}; S256 is not in it.`,
        )
      }
      if (methods.includes('plain')) {
        return fail(pointer, 'code_challenge_methods_supported lists plain.', { severity: 'warning' })
      }
    }
    return pass
  },
})
