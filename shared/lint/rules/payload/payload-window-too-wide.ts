import { setMember } from '../../../json/edit-json.ts'
import { dateClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const payloadWindowTooWide = defineRule({
  id: 'payload-window-too-wide',
  title: 'exp is too far from iat or nbf',
  object: 'payload',
  source: epicOauth(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Keep exp within the limit from iat and nbf.',
  owns: ['payload-exp-too-far', 'payload-exp-edge'],
  check(facts) {
    const { maxLifetimeS, lifetimeBasis = [] } = facts.profile.parameters
    const exp = dateClaim(facts, 'exp')
    if (exp === undefined || maxLifetimeS === undefined) return pass
    for (const name of ['iat', 'nbf'] as const) {
      const from = dateClaim(facts, name)
      if (from === undefined || !lifetimeBasis.includes(`exp-${name}`) || exp - from <= maxLifetimeS) continue
      return fail(
        '/assertion/payload/exp',
        `exp is ${exp - from} s after ${name}; the limit is ${maxLifetimeS} s.`,
        {
          actual: String(exp),
          expected: String(from + maxLifetimeS),
          edit: {
            label: `Use ${maxLifetimeS - 60} s`,
            target: 'payloadText',
            apply: (text) => setMember(text, 'exp', String(Math.floor(from + maxLifetimeS - 60))),
          },
        },
      )
    }
    return pass
  },
})
