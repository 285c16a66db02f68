import { z } from 'zod'
import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import { seenKey } from '../../shared/contract/seen-keys.ts'
import type { SeenKey } from '../../shared/facts/facts.ts'
import { thumbprintOf } from '../../shared/facts/thumbprint.ts'
import { parseJson, toValue } from '../../shared/json/parse-json.ts'
import type { JsonFile } from './ports.ts'
import { isObject } from '../../shared/json/is-object.ts'

/** data/seen-keys.json: by JWK Set URL when it was last looked at, and what it held over time. Public keys only. */
export const seenKeysContent = z.record(
  z.string(),
  z.object({ lookedAt: z.number(), keys: z.array(seenKey) }),
)
type Content = z.infer<typeof seenKeysContent>

export interface SeenKeys {
  /** Remembers a fetched JWK Set; anything else than a usable set changes nothing. Never throws. */
  note(document: AttemptDocument): Promise<void>
  /** Newest first. */
  list(url: string): readonly SeenKey[]
}

const MAX_URLS = 100
const MAX_KEYS = 200

/** Memory of kid → thumbprint, because a server that cached a set goes on with what the set said before. */
export function makeSeenKeys(file: JsonFile<Content>): SeenKeys {
  return {
    async note({ kind, url, status, failure, body, fetchedAt }) {
      if (kind !== 'jwks' || status !== 200 || failure !== undefined || fetchedAt === undefined) return
      const pairs = await pairsOf(body ?? '')
      if (pairs === undefined) return
      const { [url]: known, ...others } = file.read()
      const earlier = known?.keys ?? []
      const now = pairs.map(({ kid, thumbprint }): SeenKey => {
        const before = earlier.find((each) => each.kid === kid && each.thumbprint === thumbprint)
        if (before !== undefined) return { ...before, lastSeenAt: fetchedAt }
        return {
          ...(kid === undefined ? {} : { kid }),
          thumbprint,
          firstSeenAt: fetchedAt,
          lastSeenAt: fetchedAt,
          ...(known === undefined ? {} : { absentAt: known.lookedAt }),
        }
      })
      const gone = earlier.filter(
        (each) => !now.some(({ kid, thumbprint }) => kid === each.kid && thumbprint === each.thumbprint),
      )
      // Last in is last out: the addresses that are looked at stay.
      const next = Object.fromEntries(
        [
          ...Object.entries(others),
          [url, { lookedAt: fetchedAt, keys: [...now, ...gone].slice(0, MAX_KEYS) }] as const,
        ].slice(-MAX_URLS),
      )
      // A full disk does not fail a fetch: the memory goes on in this run.
      await file.write(next).catch(() => undefined)
    },
    list: (url) => {
      const content = file.read()
      return Object.hasOwn(content, url) ? (content[url]?.keys ?? []) : []
    },
  }
}

type Pair = Pick<SeenKey, 'kid' | 'thumbprint'>

/** Undefined for a text that is no JWK Set; keys without a thumbprint are left out, doubles are one. */
async function pairsOf(body: string): Promise<Pair[] | undefined> {
  const parsed = parseJson(body)
  const set = parsed.ok ? toValue(parsed.node) : undefined
  const keys = isObject(set) ? set['keys'] : undefined
  if (!Array.isArray(keys)) return undefined
  const pairs: Pair[] = []
  for (const jwk of keys.slice(0, MAX_KEYS) as unknown[]) {
    const thumbprint = isObject(jwk) ? await thumbprintOf(jwk) : undefined
    if (!isObject(jwk) || thumbprint === undefined) continue
    const kid = typeof jwk['kid'] === 'string' ? jwk['kid'] : undefined
    if (!pairs.some((each) => each.kid === kid && each.thumbprint === thumbprint))
      pairs.push({ kid, thumbprint })
  }
  return pairs
}
