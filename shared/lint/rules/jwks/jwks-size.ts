import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

const LARGE = 65_536
const HUGE = 1_048_576
const MANY = 20

export const jwksSize = defineRule({
  id: 'jwks-size',
  title: 'The JWK Set is large',
  object: 'jwks',
  source: own('No limit is published; servers cap what they fetch.'),
  severity: everywhere('warning'),
  proof: 'H',
  fix: 'Remove retired keys.',
  check({ jwks }) {
    const length = jwks?.document?.body?.length ?? 0
    const count = jwks?.keys.length ?? 0
    if (length <= LARGE && count <= MANY) return pass
    return fail(pointerOf(jwks), `The JWK Set has ${length} characters and ${count} keys.`, {
      ...(length > HUGE ? { severity: 'error' } : {}),
    })
  },
})
