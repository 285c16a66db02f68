import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

const HEX_DIGITS: Readonly<Record<string, number>> = {
  SHA256: 64,
  SHA384: 96,
  SHA512: 128,
  'SHA-256': 64,
  'SHA-384': 96,
  'SHA-512': 128,
}

export const payloadDigestShape = defineRule({
  id: 'payload-digest-shape',
  title: 'The digest claim does not hold a digest',
  object: 'payload',
  source: own(
    'A digest has as many hexadecimal digits as its algorithm gives; servers that ask for it compare the text.',
  ),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Put the hexadecimal digest of the exact body bytes there.',
  check(facts) {
    const digest = claimsOf(facts)?.['digest']
    if (typeof digest !== 'object' || digest === null || Array.isArray(digest)) return pass
    const { alg, value } = digest as { alg?: unknown; value?: unknown }
    const digits = HEX_DIGITS[String(alg).toUpperCase()]
    if (
      digits === undefined ||
      (typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/i.test(value))
    )
      return pass
    const what = typeof value === 'string' ? `${value.length} characters` : `a ${typeof value}`
    return fail(
      '/assertion/payload/digest',
      `digest.value is ${what}; ${String(alg)} has ${digits} hexadecimal digits.`,
      { ...(typeof value === 'string' ? { actual: value } : {}) },
    )
  },
})
