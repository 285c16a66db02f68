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
    const published = new Map<string | undefined, (string | undefined)[]>()
    for (const { kid, thumbprint } of jwks?.keys ?? [])
      published.set(kid, [...(published.get(kid) ?? []), thumbprint])
    const chosen = publicKey?.thumbprint ?? recorded.keyThumbprint
    const judge = (kid: string | undefined, before: string | undefined, where: string) => {
      if (kid === undefined || before === undefined) return undefined
      const prints = published.get(kid)
      if ((jwks !== undefined && prints === undefined) || prints?.includes(before)) return undefined
      const now = prints?.[0] ?? chosen
      if (now === undefined || now === before) return undefined
      return fail(
        '/history',
        `The kid ${kid} named another key ${where}; a server may still hold that one.`,
        { actual: now, expected: before },
      )
    }
    for (const { kid, keyThumbprint } of history) {
      const found = judge(kid, keyThumbprint, 'in an earlier attempt')
      if (found) return found
    }
    for (const { kid, thumbprint } of seenKeys) {
      const found = judge(kid, thumbprint, 'in this JWK Set before')
      if (found) return found
    }
    return pass
  },
})
