import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerKidIsClientId = defineRule({
  id: 'header-kid-is-client-id',
  title: 'kid is the client id',
  object: 'header',
  source: rfc(7515, '4.1.4'),
  severity: everywhere('warning', { 'cms-dpc': 'error' }),
  proof: 'S',
  fix: "Use the id of the key, not the app's.",
  check(facts) {
    const kid = headerOf(facts)?.['kid']
    const { clientId } = facts.environment
    if (
      typeof kid !== 'string' ||
      clientId === undefined ||
      kid !== clientId ||
      (facts.jwks?.matching.length ?? 0) > 0
    )
      return pass
    return fail('/assertion/header/kid', 'kid is the client id, and no published key has that kid.', {
      actual: kid,
    })
  },
})
