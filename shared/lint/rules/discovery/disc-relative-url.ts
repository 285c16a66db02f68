import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { isLocalTrial } from '../../local-trial.ts'
import { rfc } from '../../sources.ts'

export const discRelativeUrl = defineRule({
  id: 'disc-relative-url',
  title: 'A published endpoint is not an absolute https URL',
  object: 'discovery',
  source: rfc(8414, '2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Enter the absolute URL by hand and tell the owner of the server.',
  check(facts) {
    for (const { documentIndex, members } of facts.discovery) {
      for (const [name, value] of Object.entries(members)) {
        if (typeof value !== 'string' || !(name.endsWith('_endpoint') || name === 'jwks_uri')) continue
        const url = URL.canParse(value) ? new URL(value) : undefined
        if (url?.protocol === 'https:' || isLocalTrial(facts, value)) continue
        return fail(
          `/documents/${documentIndex}/body`,
          `${name} is "${value}", which is not an absolute https URL.`,
          {
            actual: value,
          },
        )
      }
    }
    return pass
  },
})
