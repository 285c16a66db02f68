import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerEmbeddedKey = defineRule({
  id: 'header-embedded-key',
  title: 'The header carries key material',
  object: 'header',
  source: rfc(8725, '3.10'),
  severity: everywhere('warning', { udap: 'error' }),
  proof: 'H',
  fix: 'Leave key material out of the header.',
  check(facts) {
    const header = headerOf(facts)
    if (header === undefined) return pass
    if (facts.profile.id === 'udap') {
      return header['x5c'] === undefined
        ? fail('/assertion/header/x5c', 'x5c is missing; this server takes the key from it.', { proof: 'P' })
        : pass
    }
    const name = ['jwk', 'x5c', 'x5u'].find((each) => header[each] !== undefined)
    return name === undefined
      ? pass
      : fail(
          `/assertion/header/${name}`,
          `The header carries ${name}; servers take the key from the registration.`,
        )
  },
})
