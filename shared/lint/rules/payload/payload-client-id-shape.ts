import { textClaim } from '../../claims.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const payloadClientIdShape = defineRule({
  id: 'payload-client-id-shape',
  title: 'iss has not the shape of a client id of this server',
  object: 'payload',
  source: epicOauth(),
  severity: { epic: 'warning', smart: 'off', rfc7523: 'off', fapi2: 'off', entra: 'error' },
  proof: 'S',
  fix: "Paste the client id, not the app's name or object id.",
  check(facts) {
    const iss = textClaim(facts, 'iss')
    if (iss === undefined || GUID.test(iss) || facts.environment.assertionKind === 'federated') return pass
    return fail('/assertion/payload/iss', `iss is "${iss}"; client ids of this server are GUIDs.`, {
      actual: iss,
    })
  },
})
