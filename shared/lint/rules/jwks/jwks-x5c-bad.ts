import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { pointerOf } from '../../jwks-pointer.ts'

export const jwksX5cBad = defineRule({
  id: 'jwks-x5c-bad',
  title: 'The certificate of a published key is not right',
  object: 'jwks',
  source: rfc(7517, '4.7'),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'error', fapi2: 'error' },
  proof: 'P',
  fix: 'Drop x5c, or put standard base64 of the DER certificate of the same key there.',
  check({ jwks, clock }) {
    for (const key of jwks?.keys ?? []) {
      const [certificate] = key.certificates
      if (certificate === undefined) continue
      const pointer = pointerOf(jwks)
      if (certificate.problem !== undefined)
        return fail(pointer, `x5c of key ${key.index + 1}: ${certificate.problem}.`)
      if (
        certificate.keyThumbprint !== undefined &&
        key.thumbprint !== undefined &&
        certificate.keyThumbprint !== key.thumbprint
      ) {
        return fail(pointer, `The certificate of key ${key.index + 1} is for another key.`, {
          actual: certificate.keyThumbprint,
          expected: key.thumbprint,
        })
      }
      const now = clock.now
      if (now !== undefined && certificate.notAfter !== undefined && certificate.notAfter < now) {
        return fail(pointer, `The certificate of key ${key.index + 1} has expired.`, {
          severity: 'warning',
          proof: 'S',
        })
      }
    }
    return pass
  },
})
