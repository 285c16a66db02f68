import { isLoopbackHost } from '../../../assertion/hosts.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const discRelativeUrl = defineRule({
  id: 'disc-relative-url',
  title: 'A published endpoint is not an absolute https URL',
  object: 'discovery',
  source: rfc(8414, '2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Enter the absolute URL by hand and tell the owner of the server.',
  check({ discovery, environment }) {
    for (const { documentIndex, members } of discovery) {
      for (const [name, value] of Object.entries(members)) {
        if (typeof value !== 'string' || !(name.endsWith('_endpoint') || name === 'jwks_uri')) continue
        const url = URL.canParse(value) ? new URL(value) : undefined
        const isPractice =
          environment.label === 'practice' && url !== undefined && isLoopbackHost(url.hostname)
        if (url?.protocol === 'https:' || isPractice) continue
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
