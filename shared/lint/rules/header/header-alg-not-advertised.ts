import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const headerAlgNotAdvertised = defineRule({
  id: 'header-alg-not-advertised',
  title: 'The metadata does not list alg',
  object: 'header',
  source: rfc(8414, '2'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Use one of the listed algorithms.',
  check(facts) {
    const alg = headerOf(facts)?.['alg']
    if (typeof alg !== 'string') return pass
    for (const { members } of facts.discovery) {
      const listed = members['token_endpoint_auth_signing_alg_values_supported']
      if (!Array.isArray(listed) || listed.length === 0 || listed.includes(alg)) continue
      return fail('/assertion/header/alg', `alg is ${alg}; the server lists ${listed.join(', ')}.`, {
        actual: alg,
        expected: listed.join(', '),
      })
    }
    return pass
  },
})
