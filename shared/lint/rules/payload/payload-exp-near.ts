import { dateClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const SHORT_S = 15

export const payloadExpNear = defineRule({
  id: 'payload-exp-near',
  title: 'The assertion expires in a moment',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Allow 60 to 240 seconds.',
  check(facts) {
    const exp = dateClaim(facts, 'exp')
    const { now } = facts.clock
    if (exp === undefined || now === undefined || exp <= now || exp - now >= SHORT_S) return pass
    if (facts.response?.status === 200 && facts.response.error === undefined) return pass
    return fail(
      '/assertion/payload/exp',
      `exp is ${Math.ceil(exp - now)} s ahead; a slow network or clock makes it late.`,
      { actual: String(exp) },
    )
  },
})
