import { setMember } from '../../../json/edit-json.ts'
import { claimsOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const LIFETIME_S = 240

export const payloadExpMissing = defineRule({
  id: 'payload-exp-missing',
  title: 'exp is missing',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Add exp a few minutes ahead.',
  check(facts) {
    const claims = claimsOf(facts)
    if (claims === undefined || claims['exp'] !== undefined) return pass
    const now = facts.clock.now
    const lifetimeS = Math.min(LIFETIME_S, facts.profile.parameters.maxLifetimeS ?? LIFETIME_S)
    return fail(
      '/assertion/payload/exp',
      'exp is missing.',
      now === undefined
        ? {}
        : {
            edit: {
              label: `Add exp, ${lifetimeS} s ahead`,
              target: 'payloadText',
              apply: (text) => setMember(text, 'exp', String(Math.floor(now) + lifetimeS)),
            },
          },
    )
  },
})
