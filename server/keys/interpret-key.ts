import type { KeyObject, X509Certificate } from 'node:crypto'
import type { KeySummary } from '../../shared/contract/keys.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { openKeyFile } from './open-key-file.ts'
import { describeKey, type KeyFacts } from './open-private-key.ts'

/** What is known of a key before its bytes are looked at. */
export type KeyBase = Pick<
  KeySummary,
  'id' | 'name' | 'folder' | 'warnings' | 'practice' | 'mode' | 'variable'
>

/** A key after its bytes were looked at; the bytes are not kept. */
export interface InterpretedKey {
  readonly summary: KeySummary
  readonly key: KeyObject | undefined
  /** In the same bytes, with or without a key. */
  readonly certificates: readonly X509Certificate[]
}

/** @throws WorkbenchError passphrase-wrong */
export async function interpretKey(
  base: KeyBase,
  bytes: Buffer,
  passphrase: string | undefined,
): Promise<InterpretedKey> {
  const { opened, certificates } = await openKeyFile(bytes, passphrase)
  const known = (summary: Omit<KeySummary, keyof KeyBase>, key?: KeyObject): InterpretedKey => ({
    summary: { ...base, ...summary },
    key,
    certificates,
  })
  switch (opened.state) {
    case 'locked':
      return known({ state: 'locked', kind: opened.kind, algorithms: [] })
    case 'unusable': {
      const { problem } = opened
      const unusable = known({ state: 'unusable', kind: 'Not usable', algorithms: [], problem })
      if (problem.code !== 'certificate') return unusable
      // Everybody may read a certificate: its mode is no matter.
      return { ...unusable, summary: { ...unusable.summary, kind: 'No private key in it', warnings: [] } }
    }
    case 'ready': {
      const facts = await describeKey(opened.key, opened.container)
      return facts.weakness === undefined
        ? known({ ...shownFacts(facts), state: 'ready' }, opened.key)
        : known({
            ...shownFacts(facts),
            state: 'unusable',
            algorithms: [],
            problem: { code: 'too-weak', detail: facts.weakness },
          })
    }
  }
}

/** The part of a key that may be shown. */
export const shownFacts = ({
  kind,
  kty,
  bits,
  curve,
  algorithms,
  thumbprint,
  spkiSha256,
  publicJwk,
  publicPem,
}: KeyFacts) => ({
  kind,
  kty,
  algorithms,
  thumbprint,
  spkiSha256,
  publicJwk,
  publicPem,
  ...(bits === undefined ? {} : { bits }),
  ...(curve === undefined ? {} : { curve }),
})

/** What signs, or why nothing does. @throws WorkbenchError key-locked, key-unusable, key-too-weak */
export function signingKeyOf({ key, summary }: Pick<InterpretedKey, 'key' | 'summary'>) {
  if (key !== undefined) return { key, summary }
  if (summary.state === 'locked')
    throw new WorkbenchError('key-locked', `${summary.name} needs its passphrase first.`)
  const code = summary.problem?.code === 'too-weak' ? 'key-too-weak' : 'key-unusable'
  throw new WorkbenchError(code, summary.problem?.detail ?? `${summary.name} cannot be used.`)
}
