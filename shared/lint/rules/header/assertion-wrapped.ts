import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const assertionWrapped = defineRule({
  id: 'assertion-wrapped',
  title: 'Something is wrapped around the assertion',
  object: 'header',
  source: rfc(7521, '4.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send only the bare text of the JWT.',
  owns: [
    'assertion-not-base64url',
    'assertion-part-count',
    'assertion-json-invalid',
    'signature-invalid',
    'signature-length',
    'tokreq-form-encoding',
  ],
  check({ assertion }) {
    const raw = assertion?.raw
    if (raw === undefined) return pass
    const report = (what: string, index: number) =>
      fail('/assertion', `The assertion ${what} (index ${index}).`, { index })
    if (/^Bearer\s/i.test(raw)) return report('starts with "Bearer"', 0)
    if (/^["'`]/.test(raw)) return report('stands in quotes', 0)
    if (/^\s/.test(raw)) return report('starts with white space', 0)
    if (/\s$/.test(raw)) return report('ends in white space', raw.trimEnd().length)
    const space = raw.search(/\s/)
    if (space >= 0) return report('holds white space', space)
    const percent = raw.search(/%(2E|3D|2B|2F)/i)
    return percent >= 0 ? report('is percent-encoded', percent) : pass
  },
})
