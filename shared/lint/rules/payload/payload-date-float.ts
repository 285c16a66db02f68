import { setMember } from '../../../json/edit-json.ts'
import { member } from '../../../json/parse-json.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadDateFloat = defineRule({
  id: 'payload-date-float',
  title: 'A date is not a whole number',
  object: 'payload',
  source: rfc(7519, '2'),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'info', fapi2: 'info', 'nhs-england': 'error' },
  proof: 'S',
  fix: 'Drop the fraction.',
  check({ assertion, profile }) {
    for (const name of ['exp', 'iat', 'nbf']) {
      const value = member(assertion?.payload?.node, name)?.value
      if (value?.kind !== 'number' || !/[.eE]/.test(value.literal) || !Number.isFinite(value.value)) continue
      const whole = String(Math.floor(value.value))
      return fail(
        `/assertion/payload/${name}`,
        `${name} is written ${value.literal}; whole seconds are what every server takes.`,
        {
          actual: value.literal,
          expected: whole,
          ...(profile.id === 'nhs-england' ? { proof: 'P' } : {}),
          edit: {
            label: 'Write whole seconds',
            target: 'payloadText',
            apply: (text) => setMember(text, name, whole),
          },
        },
      )
    }
    return pass
  },
})
