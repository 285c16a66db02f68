import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { entraCredentials } from '../../sources.ts'

export const headerX5tPairing = defineRule({
  id: 'header-x5t-pairing',
  title: 'alg and thumbprint header do not go together',
  object: 'header',
  source: entraCredentials(),
  severity: { epic: 'off', smart: 'off', rfc7523: 'off', fapi2: 'off', entra: 'warning' },
  proof: 'S',
  fix: 'Send PS256 with x5t#S256, or RS256 with x5t.',
  check(facts) {
    const header = headerOf(facts)
    const [sha1, sha256] = [header?.['x5t'] !== undefined, header?.['x5t#S256'] !== undefined]
    if (header?.['alg'] === 'RS256' && sha256 && !sha1)
      return fail(
        '/assertion/header/x5t#S256',
        'alg is RS256 with x5t#S256 only; the older form goes with x5t.',
      )
    if (header?.['alg'] === 'PS256' && sha1 && !sha256)
      return fail('/assertion/header/x5t', 'alg is PS256 with x5t only; the current form goes with x5t#S256.')
    return pass
  },
})
