import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartConformance } from '../../sources.ts'

export const discFhirVersion = defineRule({
  id: 'disc-fhir-version',
  title: 'The base has no SMART configuration, and its CapabilityStatement answers',
  object: 'discovery',
  source: smartConformance(),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Read the OAuth addresses from /metadata, or use the R4 base.',
  check({ discovery }) {
    const smart = discovery.find(({ document }) => document.kind === 'smart-configuration')
    const metadata = discovery.find(({ document }) => document.kind === 'capability-statement')
    if (smart?.document.status !== 404 || metadata?.document.status !== 200) return pass
    return fail(
      `/documents/${smart.documentIndex}/status`,
      `${smart.document.url} answers 404 and ${metadata.document.url} answers 200.`,
    )
  },
})
