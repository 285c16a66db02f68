import { dateClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadDateOrder = defineRule({
  id: 'payload-date-order',
  title: 'exp does not lie after iat and nbf',
  object: 'payload',
  source: rfc(7519, '4.1.4'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Put exp after the others.',
  owns: ['payload-exp-past', 'payload-exp-near', 'payload-nbf-future', 'payload-iat-future'],
  check(facts) {
    const exp = dateClaim(facts, 'exp')
    for (const name of ['iat', 'nbf']) {
      const other = dateClaim(facts, name)
      if (exp === undefined || other === undefined || exp > other) continue
      return fail(
        '/assertion/payload/exp',
        `exp is ${exp === other ? 'equal to' : `${other - exp} s before`} ${name}.`,
        { actual: String(exp), expected: `after ${other}` },
      )
    }
    return pass
  },
})
