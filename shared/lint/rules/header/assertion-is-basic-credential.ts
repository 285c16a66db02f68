import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const assertionIsBasicCredential = defineRule({
  id: 'assertion-is-basic-credential',
  title: 'The assertion is an id and a secret',
  object: 'header',
  source: rfc(7523, '2.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send a signed JWT: an id and a secret belong to another way of authenticating.',
  owns: ['assertion-part-count', 'assertion-not-base64url', 'assertion-json-invalid', 'assertion-wrapped'],
  check({ assertion }) {
    const raw = assertion?.raw
    if (raw === undefined || raw.includes('.') || !/^[A-Za-z0-9+/_-]{4,4096}={0,2}$/.test(raw)) return pass
    const standard = raw.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
    if (standard.length % 4 === 1) return pass
    const decoded = atob(standard)
    if (!/^[\x20-\x7e]+$/.test(decoded) || decoded.split(':').length !== 2) return pass
    return fail('/assertion', 'client_assertion is base64 of "id:secret", not a JWT.')
  },
})
