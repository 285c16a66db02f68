import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const assertionPartCount = defineRule({
  id: 'assertion-part-count',
  title: 'The assertion is no signed compact JWT',
  object: 'header',
  source: rfc(7515, '3.1'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send a signed compact JWS with three parts.',
  owns: [
    'assertion-json-invalid',
    'signature-length',
    'signature-invalid',
    'header-alg-none',
    'assertion-not-base64url',
  ],
  check({ assertion, masked }) {
    if (assertion?.raw === undefined || masked.has('/assertion')) return pass
    const { parts } = assertion
    if (parts.length === 3 && parts.every((part) => part !== '')) return pass
    const what =
      parts.length === 5
        ? 'has five parts: it is encrypted (JWE), and client authentication takes a signed one'
        : parts.length === 3 && parts[2] === ''
          ? 'has an empty third part: it is not signed'
          : `has ${parts.length} ${parts.length === 1 ? 'part' : 'parts'} between its dots; three are wanted`
    return fail('/assertion', `The assertion ${what}.`, { actual: String(parts.length), expected: '3' })
  },
})
