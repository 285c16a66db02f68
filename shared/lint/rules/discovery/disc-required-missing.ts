import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartConformance } from '../../sources.ts'

const REQUIRED = [
  'token_endpoint',
  'grant_types_supported',
  'capabilities',
  'code_challenge_methods_supported',
]

export const discRequiredMissing = defineRule({
  id: 'disc-required-missing',
  title: 'The SMART configuration lacks a required member',
  object: 'discovery',
  source: smartConformance(),
  severity: { epic: 'warning', smart: 'error', rfc7523: 'warning', fapi2: 'warning' },
  proof: 'P',
  fix: 'Tell the owner of the server, and enter the values by hand.',
  check({ discovery }) {
    for (const { document, documentIndex, members, problem } of discovery) {
      if (document.kind !== 'smart-configuration' || problem !== undefined || document.status !== 200)
        continue
      const missing = REQUIRED.filter((name) => members[name] === undefined)
      const capabilities = members['capabilities']
      const launches =
        Array.isArray(capabilities) &&
        capabilities.some((each) => typeof each === 'string' && each.startsWith('launch-'))
      if (launches && members['authorization_endpoint'] === undefined) missing.push('authorization_endpoint')
      if (missing.length === 0) continue
      return fail(
        `/documents/${documentIndex}/body`,
        `The SMART configuration has no ${missing.join(', ')}.`,
        {
          expected: missing.join(', '),
        },
      )
    }
    return pass
  },
})
