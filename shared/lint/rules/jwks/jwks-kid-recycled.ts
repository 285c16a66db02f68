import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const jwksKidRecycled = defineRule({
  id: 'jwks-kid-recycled',
  title: 'A kid named another key before',
  object: 'jwks',
  source: epicOauth('key rotation'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Use a new kid for a new key.',
  check({ jwks, history, seenKeys, publicKey, recorded }) {
    const earlier = [
      ...history.map((entry) => ({ ...entry, where: 'in an earlier attempt' })),
      ...seenKeys.map(({ kid, thumbprint }) => ({
        kid,
        keyThumbprint: thumbprint,
        where: 'in this JWK Set before',
      })),
    ]
    for (const { kid, keyThumbprint, where } of earlier) {
      if (kid === undefined || keyThumbprint === undefined) continue
      const now =
        jwks?.keys.find((key) => key.kid === kid)?.thumbprint ??
        publicKey?.thumbprint ??
        recorded.keyThumbprint
      if (now === undefined || now === keyThumbprint) continue
      if (jwks !== undefined && !jwks.keys.some((key) => key.kid === kid)) continue
      if (jwks?.keys.some((key) => key.kid === kid && key.thumbprint === keyThumbprint)) continue
      return fail(
        '/history',
        `The kid ${kid} named another key ${where}; a server may still hold that one.`,
        { actual: now, expected: keyThumbprint },
      )
    }
    return pass
  },
})
