import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'
import { selectedKey } from '../../published-key.ts'

export const jwksUseWrong = defineRule({
  id: 'jwks-use-wrong',
  title: 'The published key is not for signatures',
  object: 'jwks',
  source: rfc(7517, '4.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Set use to sig, or leave it out.',
  check(facts) {
    const key = selectedKey(facts)
    if (key?.use === undefined || key.use === 'sig') return pass
    return fail(pointerOf(facts.jwks), `The published key ${key.kid ?? ''} has use ${key.use}.`, {
      actual: key.use,
      expected: 'sig',
    })
  },
})
