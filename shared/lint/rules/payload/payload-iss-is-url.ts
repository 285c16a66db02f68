import { isSelfSigned, textClaim } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadIssIsUrl = defineRule({
  id: 'payload-iss-is-url',
  title: 'iss is an address',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'info', fapi2: 'info', udap: 'off', google: 'off' },
  proof: 'S',
  fix: "Put the client id into iss; the server's address goes into aud.",
  check(facts) {
    const iss = textClaim(facts, 'iss')
    if (iss === undefined || iss === facts.environment.clientId || !isSelfSigned(facts)) return pass
    return /^https?:\/\/|@/.test(iss)
      ? fail('/assertion/payload/iss', `iss is "${iss}", an address.`, { actual: iss })
      : pass
  },
})
