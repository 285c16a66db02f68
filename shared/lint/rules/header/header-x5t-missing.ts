import { headerOf } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { entraCredentials } from '../../sources.ts'

export const headerX5tMissing = defineRule({
  id: 'header-x5t-missing',
  title: 'The thumbprint of the certificate is missing',
  object: 'header',
  source: entraCredentials(),
  severity: { epic: 'off', smart: 'off', rfc7523: 'off', fapi2: 'off', entra: 'error' },
  proof: 'P',
  fix: 'Add x5t#S256 with the thumbprint of the certificate.',
  check(facts) {
    const header = headerOf(facts)
    if (header === undefined || facts.environment.assertionKind === 'federated') return pass
    return header['x5t'] === undefined && header['x5t#S256'] === undefined
      ? fail(
          '/assertion/header',
          'Neither x5t nor x5t#S256 is there; this server finds the certificate by them.',
        )
      : pass
  },
})
