import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartConformance } from '../../sources.ts'

const SMART_PATH = '/.well-known/smart-configuration'
const METADATA_PATH = '/.well-known/oauth-authorization-server'

export const discLocation = defineRule({
  id: 'disc-location',
  title: 'A metadata document does not lie where its specification puts it',
  object: 'discovery',
  source: smartConformance(),
  severity: { epic: 'info', smart: 'error', rfc7523: 'warning', fapi2: 'warning' },
  proof: 'P',
  fix: 'Fetch the document from the place that is defined for it.',
  check({ discovery, environment }) {
    for (const { document, members, documentIndex } of discovery) {
      const expected = placeOf(document.kind, environment.fhirBaseUrl, members['issuer'])
      if (expected === undefined || document.url === expected) continue
      return fail(
        `/documents/${documentIndex}/url`,
        `The document was fetched from ${document.url}; its place is ${expected}.`,
        {
          actual: document.url,
          expected,
        },
      )
    }
    return pass
  },
})

function placeOf(kind: string, fhirBase: string | undefined, issuer: unknown): string | undefined {
  if (kind === 'smart-configuration')
    return fhirBase === undefined ? undefined : fhirBase.replace(/\/$/, '') + SMART_PATH
  if (kind !== 'oauth-authorization-server' || typeof issuer !== 'string' || !URL.canParse(issuer))
    return undefined
  const { origin, pathname } = new URL(issuer)
  return origin + METADATA_PATH + pathname.replace(/\/$/, '')
}
