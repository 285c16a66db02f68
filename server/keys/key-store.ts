import type { KeyObject } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, dirname, relative } from 'node:path'
import type { KeySummary } from '../../shared/contract/keys.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { KeyStore, Ledger } from '../services/ports.ts'
import { certificateBeside } from './certificate-beside.ts'
import type { ExternalSigner } from './external-signer.ts'
import { interpretKey, signingKeyOf, type InterpretedKey } from './interpret-key.ts'
import { isForProduction, listKeyFiles, type KeyEntry } from './key-folders.ts'
import type { KeyFileReader } from './key-hygiene.ts'
import { fileVersion, readKeyFile } from './read-key-file.ts'
import { looksLikeKey } from './sniff-key-text.ts'
import { makeTlsIdentity, type TlsIdentity } from './tls-identity.ts'
import type { VariableKeys } from './variable-keys.ts'

export interface KeyStoreOptions {
  /** Folders whose files are offered, and single files. */
  readonly roots: readonly string[]
  /** One of them that is not read while it is a link. */
  readonly unfollowed?: string | undefined
  /** Where the practice keys lie; a root as well. */
  readonly practiceFolder: string
  readonly ledger: Ledger
  /** The command of `--signer`. */
  readonly signer?: ExternalSigner | undefined
  /** Keys in environment variables. */
  readonly variables?: VariableKeys | undefined
}

/** An opened key: a handle, never its bytes. */
export interface SigningKey {
  /** The private key; of a signer command only the public one. */
  readonly key: KeyObject
  readonly summary: KeySummary
  /**
   * Of a signer command: signs these ASCII bytes elsewhere.
   * @throws WorkbenchError signer-*
   */
  readonly sign?: (alg: string, input: string) => Promise<Signature>
}

export interface Signature {
  readonly signature: Buffer
  /** What there is to say about how it was made. */
  readonly notes: readonly string[]
}

export interface SigningKeys extends KeyStore {
  /** @throws WorkbenchError key-not-found, key-locked, key-unusable, key-too-weak */
  find(keyId: string): Promise<SigningKey>
  /**
   * What shows the certificate that lies beside this key to a TLS server.
   * @throws WorkbenchError key-not-found, key-locked, key-unusable
   */
  tlsIdentity(keyId: string): Promise<TlsIdentity>
  /**
   * What the client of the practice server is registered with: the public halves of the practice keys, kid = thumbprint,
   * and that of the signer command, under the kid of its own JWK where it has one.
   */
  practiceJwks(): Promise<{ keys: Record<string, string>[] }>
}

interface Known extends InterpretedKey {
  readonly path: string
  readonly version: string
}

/** By its name or the folder it lies in: such a file is opened when somebody chooses it, never to fill a list. */
const isProductionFile = ({ path, root }: KeyEntry): boolean => isForProduction(relative(dirname(root), path))

/** The only holder of private keys in the program. */
export function createKeyStore({
  roots,
  unfollowed,
  practiceFolder,
  ledger,
  signer,
  variables,
}: KeyStoreOptions): SigningKeys & KeyFileReader {
  const known = new Map<string, Known>()

  /** The entry's state, read again when the file changed; undefined for files that are no keys. */
  async function load(entry: KeyEntry, reason: string, passphrase?: string): Promise<Known | undefined> {
    const version = await fileVersion(entry.path)
    const before = known.get(entry.id)
    const isCurrent = before !== undefined && before.version === version
    if (isCurrent && (passphrase === undefined || before.key !== undefined)) return before
    const file = await readKeyFile(entry.path, entry.root)
    try {
      if (!looksLikeKey(basename(entry.path), file.bytes)) return undefined
      const next = await interpret(entry, file, passphrase)
      known.set(entry.id, next)
      ledger.record({
        kind: 'key-file',
        target: basename(entry.path),
        reason,
        result: next.summary.state,
        bytesReceived: file.bytes.length,
      })
      return next
    } finally {
      file.bytes.fill(0)
    }
  }

  async function interpret(
    entry: KeyEntry,
    file: { bytes: Buffer; mode: number | undefined; version: string },
    passphrase: string | undefined,
  ): Promise<Known> {
    const base = {
      id: entry.id,
      name: basename(entry.path),
      folder: entry.folder,
      warnings: modeWarnings(file.mode),
      practice: entry.root === practiceFolder,
      ...(file.mode === undefined ? {} : { mode: file.mode.toString(8).padStart(4, '0') }),
    }
    const interpreted = await interpretKey(base, file.bytes, passphrase)
    return { ...interpreted, path: entry.path, version: file.version }
  }

  /** What was read of this file while it stays the same file, unchanged: one look at it, nothing is listed. */
  async function unchanged(keyId: string): Promise<Known | undefined> {
    const before = known.get(keyId)
    return before !== undefined && (await fileVersion(before.path)) === before.version ? before : undefined
  }

  async function entryOf(keyId: string): Promise<KeyEntry> {
    const entry = (await listKeyFiles(roots, unfollowed)).find(({ id }) => id === keyId)
    if (!entry) throw new WorkbenchError('key-not-found', 'No file below the key folders has this id.')
    return entry
  }

  /** What is known without opening the file. */
  const unopened = (entry: KeyEntry): KeySummary => ({
    id: entry.id,
    name: basename(entry.path),
    folder: entry.folder,
    state: 'not-opened',
    kind: 'For production; it is opened when you choose it',
    algorithms: [],
    warnings: [],
    practice: false,
  })

  async function summaryOf(entry: KeyEntry): Promise<KeySummary | undefined> {
    if (isProductionFile(entry) && !known.has(entry.id)) return unopened(entry)
    try {
      await load(entry, 'listed below a key folder')
      return shownOf(entry)
    } catch (cause) {
      if (!(cause instanceof WorkbenchError)) throw cause
      return {
        id: entry.id,
        name: basename(entry.path),
        folder: entry.folder,
        state: 'unusable',
        kind: 'Not readable',
        algorithms: [],
        warnings: [],
        problem: { code: cause.code, detail: cause.detail },
        practice: false,
      }
    }
  }

  /** The summary with the certificate that lies beside the key, as far as the folder was read. */
  function shownOf(entry: KeyEntry): KeySummary | undefined {
    const own = known.get(entry.id)
    if (own?.key === undefined) return own?.summary
    const files = [...known.values()].filter(
      ({ summary }) => summary.folder === entry.folder && summary.id !== entry.id,
    )
    const { certificate, warning } = certificateBeside(
      own.key,
      own.summary.name,
      own.certificates,
      files.map(({ summary, certificates }) => ({ name: summary.name, certificates })),
    )
    return {
      ...own.summary,
      ...(certificate === undefined ? {} : { certificate }),
      ...(warning === undefined ? {} : { warnings: [...own.summary.warnings, warning] }),
    }
  }

  async function list(): Promise<KeySummary[]> {
    const all = await listKeyFiles(roots, unfollowed)
    // Every file first: a certificate may stand behind its key in the order of names.
    const read = await Promise.all(all.map(summaryOf))
    const summaries = all.map((entry, index) =>
      read[index] === undefined ? undefined : (shownOf(entry) ?? read[index]),
    )
    return summaries
      .filter((summary) => summary !== undefined)
      .sort((a, b) => Number(a.practice) - Number(b.practice) || a.name.localeCompare(b.name))
  }

  return {
    async list() {
      const folders = await Promise.all(roots.map(async (path) => ({ path, exists: await exists(path) })))
      const keys = [...((await variables?.list()) ?? []), ...(await list())]
      return { keys: signer === undefined ? keys : [await signer.summary(), ...keys], folders }
    },
    async open(keyId, passphrase) {
      if (signer?.id === keyId) return signer.summary()
      if (variables?.owns(keyId)) return variables.open(keyId, passphrase)
      const entry = await entryOf(keyId)
      const opened = await load(entry, 'opened by the person', passphrase)
      if (!opened) throw new WorkbenchError('key-unusable', 'This file holds no private key.')
      return shownOf(entry) ?? opened.summary
    },
    async lock(keyId) {
      if (signer?.id === keyId) return signer.summary()
      if (variables?.owns(keyId)) return variables.lock(keyId)
      const entry = await entryOf(keyId)
      known.delete(entry.id)
      const locked = await load(entry, 'locked by the person')
      if (!locked) throw new WorkbenchError('key-not-found', 'This file holds no private key any more.')
      return locked.summary
    },
    async find(keyId) {
      if (signer?.id === keyId) return signer.find()
      if (variables?.owns(keyId)) return variables.find(keyId)
      const loaded = (await unchanged(keyId)) ?? (await load(await entryOf(keyId), 'signing'))
      if (!loaded) throw new WorkbenchError('key-not-found', 'This file holds no private key any more.')
      return signingKeyOf(loaded)
    },
    async tlsIdentity(keyId) {
      const [summary, { key }] = [(await list()).find(({ id }) => id === keyId), await this.find(keyId)]
      if (summary?.certificate === undefined)
        throw new WorkbenchError('key-unusable', 'No certificate of this key lies beside it.')
      return makeTlsIdentity(key, summary.certificate)
    },
    async readFile(keyId, reason) {
      if (variables?.owns(keyId)) return variables.read(keyId, reason)
      const entry = await entryOf(keyId)
      const file = await readKeyFile(entry.path, entry.root)
      ledger.record({
        kind: 'key-file',
        target: basename(entry.path),
        reason,
        result: 'read',
        bytesReceived: file.bytes.length,
      })
      const { bytes, mode } = file
      return { bytes, mode, name: basename(entry.path), from: 'file', folder: entry.folder }
    },
    async nameOf(keyId) {
      if (variables?.owns(keyId)) return variables.nameOf(keyId)
      const entry = await entryOf(keyId)
      return { name: basename(entry.path), isForProduction: isProductionFile(entry) }
    },
    async practiceJwks() {
      const own = (await list()).filter(({ practice }) => practice)
      const keys = [...own, ...(signer === undefined ? [] : [await signer.summary()])]
      return {
        keys: keys
          .filter(({ state }) => state === 'ready')
          .map(({ publicJwk, thumbprint = '', signer: program }) => {
            const { kid = thumbprint, ...jwk } = publicJwk as Record<string, string>
            return { ...jwk, kid: program === undefined ? thumbprint : kid, use: 'sig' }
          }),
      }
    },
  }
}

function modeWarnings(mode: number | undefined): string[] {
  if (mode === undefined || (mode & 0o077) === 0) return []
  const who = mode & 0o004 ? 'Every user of this machine' : 'The group of this file'
  return [`${who} can read this file (mode ${mode.toString(8).padStart(4, '0')}). Use chmod 600.`]
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
