import { setMember } from '../../../json/edit-json.ts'
import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadJtiType = defineRule({
  id: 'payload-jti-type',
  title: 'jti is not a text',
  object: 'payload',
  source: rfc(7519, '4.1.7'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send jti as a non-empty string.',
  check(facts) {
    const jti = claimsOf(facts)?.['jti']
    if (jti === undefined || (typeof jti === 'string' && jti !== '')) return pass
    const isNumber = typeof jti === 'number'
    return fail(
      '/assertion/payload/jti',
      jti === '' ? 'jti is empty.' : `jti is ${jti === null ? 'null' : `a ${typeof jti}`}, not a string.`,
      {
        ...(isNumber
          ? {
              edit: {
                label: 'Write it as a string',
                target: 'payloadText',
                apply: (text) => setMember(text, 'jti', JSON.stringify(String(jti))),
              },
            }
          : {}),
      },
    )
  },
})
