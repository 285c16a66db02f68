import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const assertionNotBase64url = defineRule({
  id: 'assertion-not-base64url',
  title: 'A part of the assertion is not base64url',
  object: 'header',
  source: rfc(7515, '2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Encode with base64url and strip the padding.',
  owns: ['assertion-json-invalid', 'signature-invalid', 'signature-length'],
  check({ assertion, masked }) {
    const raw = assertion?.raw
    // `$ASSERTION` in a pasted command: the place was left open, so nothing is known about what was sent.
    if (raw === undefined || (masked.has('/assertion') && !raw.includes('.'))) return pass
    const index = raw.search(/[^A-Za-z0-9_.-]/)
    // The dots that stand for a removed signature are ours.
    if (index < 0 || raw.charAt(index) === '•') return pass
    const char = raw.charAt(index)
    const why =
      char === '=' ? ', the padding of base64' : char === '+' || char === '/' ? ', plain base64' : ''
    return fail('/assertion', `The assertion holds ${JSON.stringify(char)}${why} at index ${index}.`, {
      actual: char,
      index,
    })
  },
})
