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
  check({ jwks, history, publicKey, recorded }) {
    for (const { kid, keyThumbprint } of history) {
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
        `The kid ${kid} named another key in an earlier attempt; a server may still hold that one.`,
        { actual: now, expected: keyThumbprint },
      )
    }
    return pass
  },
})
