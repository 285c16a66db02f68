import { setMember } from '../../../json/edit-json.ts'
import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadDateString = defineRule({
  id: 'payload-date-string',
  title: 'A date is written as text',
  object: 'payload',
  source: rfc(7519, '2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send a JSON number of seconds.',
  check(facts) {
    const claims = claimsOf(facts) ?? {}
    for (const name of ['exp', 'iat', 'nbf']) {
      const value = claims[name]
      if (typeof value !== 'string') continue
      const seconds = /^\d{9,11}$/.test(value) ? Number(value) : Date.parse(value) / 1000
      return fail(`/assertion/payload/${name}`, `${name} is the text "${value}", not a number.`, {
        actual: value,
        ...(Number.isFinite(seconds)
          ? {
              edit: {
                label: 'Write it as a number',
                target: 'payloadText',
                apply: (text) => setMember(text, name, String(Math.floor(seconds))),
              },
            }
          : {}),
      })
    }
    return pass
  },
})
