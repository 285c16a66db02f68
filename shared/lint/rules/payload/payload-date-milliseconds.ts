import { setMember } from '../../../json/edit-json.ts'
import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const UNITS = [
  { from: 1e17, divisor: 1e9, name: 'nanoseconds' },
  { from: 1e14, divisor: 1e6, name: 'microseconds' },
  { from: 1e11, divisor: 1e3, name: 'milliseconds' },
] as const

export const payloadDateMilliseconds = defineRule({
  id: 'payload-date-milliseconds',
  title: 'A date is not in seconds',
  object: 'payload',
  source: rfc(7519, '2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Divide by 1000 and drop the fraction.',
  owns: [
    'payload-exp-too-far',
    'payload-window-too-wide',
    'payload-iat-future',
    'payload-nbf-future',
    'payload-date-order',
    'payload-date-implausible',
    'payload-timezone-shift',
  ],
  check(facts) {
    const claims = claimsOf(facts) ?? {}
    const found = ['exp', 'iat', 'nbf'].flatMap((name) => {
      const value = claims[name]
      const unit =
        typeof value === 'number' && Number.isFinite(value)
          ? UNITS.find(({ from }) => value >= from)
          : undefined
      return unit === undefined ? [] : [{ name, value: value as number, unit }]
    })
    const [first] = found
    if (first === undefined) return pass
    return fail(
      `/assertion/payload/${first.name}`,
      `${first.name} is ${first.value}, which are ${first.unit.name}; JWT dates are seconds.`,
      {
        actual: String(first.value),
        expected: String(Math.floor(first.value / first.unit.divisor)),
        edit: {
          label: 'Write seconds',
          target: 'payloadText',
          apply: (text) =>
            found.reduce(
              (next, { name, value, unit }) =>
                setMember(next, name, String(Math.floor(value / unit.divisor))),
              text,
            ),
        },
      },
    )
  },
})
