import type { KeySummary } from '../../shared/contract/keys.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { repairKeyText } from '../../shared/key-file/repair-key-text.ts'
import type { Ledger } from '../services/ports.ts'
import { interpretKey, signingKeyOf, type InterpretedKey, type KeyBase } from './interpret-key.ts'
import { isForProduction } from './key-folders.ts'
import type { KeySource } from './key-hygiene.ts'
import type { SigningKey } from './key-store.ts'
import { MAX_KEY_BYTES } from './read-key-file.ts'

export interface VariableKeysOptions {
  /** The variables of this process, as it was started. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly ledger: Ledger
  /** Ids that environments of the user's own hold from earlier runs. */
  readonly remembered: () => readonly string[]
}

/** Keys in environment variables of this process. */
export interface VariableKeys {
  /** Names alone, those that sound like a key first; no value is looked at. */
  names(): string[]
  /** True for ids of variables. */
  owns(keyId: string): boolean
  /** The chosen ones, and those that an environment chose in an earlier run. */
  list(): Promise<KeySummary[]>
  /** Takes a variable as a key from now on. @throws WorkbenchError key-not-found, key-file-unreadable */
  choose(name: string): Promise<KeySummary>
  /** @throws WorkbenchError key-not-found, key-file-unreadable, passphrase-wrong */
  open(keyId: string, passphrase?: string): Promise<KeySummary>
  lock(keyId: string): Promise<KeySummary>
  /** @throws WorkbenchError key-not-found, key-file-unreadable, key-locked, key-unusable, key-too-weak */
  find(keyId: string): Promise<SigningKey>
  /** The bytes of the value; the caller wipes them. @throws WorkbenchError key-not-found, key-file-unreadable */
  read(keyId: string, reason: string): KeySource
  /** As `KeyFileReader.nameOf`. */
  nameOf(keyId: string): { readonly name: string; readonly isForProduction: boolean }
}

const PREFIX = 'variable:'
const SOUNDS_LIKE_KEY = /KEY|PEM|JWK|PRIVATE|CERT|PKCS|P8|SIGN|RSA|CREDENTIAL/i
const CHOSEN = 'chosen by the person'

/** In the words of whoever wrapped it. */
const LAYERS: Readonly<Record<string, string>> = {
  'byte-order-mark': 'a byte order mark',
  'trailing-comma': 'a comma behind it',
  quotes: 'quotes',
  'base64-of-pem': 'base64',
  'base64-of-json': 'base64',
  'escaped-newlines': 'line breaks written as \\n',
  'escaped-newlines-twice': 'line breaks written as \\\\n',
  'line-ends': 'CRLF',
  indented: 'indented lines',
  'single-line': 'one line for all',
  'no-labels': 'no BEGIN and END lines',
}

/** A value is a string of the process and stays in its memory until the end; what is made from it here is wiped. */
export function createVariableKeys({ env, ledger, remembered }: VariableKeysOptions): VariableKeys {
  const known = new Map<string, InterpretedKey>()
  const owns = (keyId: string) => keyId.startsWith(PREFIX)

  function read(keyId: string, reason: string): KeySource {
    const name = keyId.slice(PREFIX.length)
    const value = owns(keyId) && Object.hasOwn(env, name) ? env[name] : undefined
    if (value === undefined || value === '')
      throw new WorkbenchError('key-not-found', `The program was started without a variable ${name}.`)
    const bytes = Buffer.from(value)
    const entry = { kind: 'key-file', target: `variable ${name}`, reason } as const
    if (bytes.length > MAX_KEY_BYTES) {
      ledger.record({ ...entry, result: 'too large', bytesReceived: 0 })
      throw new WorkbenchError('key-file-unreadable', `${name} is larger than ${MAX_KEY_BYTES / 1024} KiB.`)
    }
    ledger.record({ ...entry, result: 'read', bytesReceived: bytes.length })
    return { bytes, mode: undefined, name, from: 'variable', folder: undefined }
  }

  async function load(keyId: string, reason: string, passphrase?: string): Promise<InterpretedKey> {
    const before = known.get(keyId)
    if (before !== undefined && (passphrase === undefined || before.key !== undefined)) return before
    const source = read(keyId, reason)
    try {
      const next = await interpretLayers(baseOf(keyId), source.bytes, passphrase)
      known.set(keyId, next)
      return next
    } finally {
      source.bytes.fill(0)
    }
  }

  return {
    owns,
    names: () =>
      Object.keys(env)
        .filter((name) => env[name] !== undefined && env[name] !== '')
        .sort(
          (a, b) => Number(SOUNDS_LIKE_KEY.test(b)) - Number(SOUNDS_LIKE_KEY.test(a)) || a.localeCompare(b),
        ),
    async list() {
      const ids = new Set([...known.keys(), ...remembered().filter(owns)])
      return Promise.all(
        [...ids].map(async (keyId) => {
          const base = baseOf(keyId)
          if (!known.has(keyId) && isForProduction(base.name))
            return {
              ...base,
              state: 'not-opened',
              kind: 'For production; it is read when you choose it',
              algorithms: [],
            } as const
          try {
            return (await load(keyId, 'chosen in an earlier run')).summary
          } catch (cause) {
            if (!(cause instanceof WorkbenchError)) throw cause
            const problem = { code: cause.code, detail: cause.detail }
            return { ...base, state: 'unusable', kind: 'Not readable', algorithms: [], problem } as const
          }
        }),
      )
    },
    choose: async (name) => (await load(PREFIX + name, CHOSEN)).summary,
    open: async (keyId, passphrase) => (await load(keyId, 'opened by the person', passphrase)).summary,
    async lock(keyId) {
      known.delete(keyId)
      return (await load(keyId, 'locked by the person')).summary
    },
    find: async (keyId) => signingKeyOf(await load(keyId, 'signing')),
    read,
    nameOf(keyId) {
      const { name } = baseOf(keyId)
      return { name, isForProduction: isForProduction(name) }
    },
  }
}

const baseOf = (keyId: string): KeyBase => {
  const name = keyId.slice(PREFIX.length)
  return { id: keyId, name, variable: name, folder: '', warnings: [], practice: false }
}

/** The value as it is, and where that is no key, without the layers around it. */
async function interpretLayers(
  base: KeyBase,
  bytes: Buffer,
  passphrase: string | undefined,
): Promise<InterpretedKey> {
  const plain = await interpretKey(base, bytes, passphrase)
  if (plain.summary.state !== 'unusable' || plain.summary.problem?.code === 'too-weak') return plain
  const { text, steps } = repairKeyText(bytes)
  if (steps.length === 0) return plain
  const peeled = Buffer.from(text)
  try {
    const inner = await interpretKey({ ...base, warnings: [layerWords(steps)] }, peeled, passphrase)
    return inner.summary.problem?.code === 'unknown-format' ? plain : inner
  } finally {
    peeled.fill(0)
  }
}

const layerWords = (steps: readonly string[]): string =>
  `Around the key, from the outside in: ${[...new Set(steps.map((step) => LAYERS[step] ?? step))].join(', ')}. It is read here without them; a program that takes the value as it is may refuse it.`
