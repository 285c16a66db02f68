import { generateKeyPair, type KeyObject } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, extname } from 'node:path'
import type { KeyInspection, makeKey } from '../../shared/contract/key-hygiene.ts'
import type { KeySummary } from '../../shared/contract/keys.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { gatherFacts } from '../../shared/facts/gather-facts.ts'
import { inspectKeyFile } from '../../shared/key-file/inspect-key-file.ts'
import { lineMap } from '../../shared/key-file/line-map.ts'
import { repairKeyText } from '../../shared/key-file/repair-key-text.ts'
import type { Profile } from '../../shared/profiles/profile.ts'
import { openPrivateKey } from './open-private-key.ts'
import type { KeyFileBytes } from './read-key-file.ts'
import { writeNewFile } from './write-new-file.ts'

/** What the key store knows of a file beyond its summary. */
export interface KeyFileReader {
  /** The caller wipes the bytes. @throws WorkbenchError key-not-found, key-outside-roots, key-file-unreadable */
  readFile(keyId: string, reason: string): Promise<KeyFileBytes & { readonly path: string }>
  list(): Promise<{ keys: KeySummary[] }>
}

export interface KeyHygiene {
  inspect(keyId: string, profile: Profile): Promise<KeyInspection>
  saveRepaired(keyId: string): Promise<{ name: string }>
  make(request: RequestOf<typeof makeKey>): Promise<{ key: KeySummary }>
}

/** What is wrong with the bytes of a key file, its repair, and new keys. */
export const makeKeyHygiene = (keys: KeyFileReader, folder: string | undefined): KeyHygiene => ({
  inspect: async (keyId, profile) => {
    const file = await keys.readFile(keyId, 'its bytes were looked at')
    try {
      const facts = await inspectKeyFile(file.bytes, {
        name: basename(file.path),
        from: 'file',
        ...(file.mode === undefined ? {} : { mode: file.mode }),
      })
      const isBinary = facts.encoding === 'binary'
      // JSON has its own escapes: peeling them off would break it.
      const repaired = isBinary || isJson(file.bytes) ? undefined : repairKeyText(file.bytes)
      const hasRepair = repaired !== undefined && repaired.steps.length > 0
      return {
        findings: await keyFindings(facts, profile),
        ...(isBinary ? { lines: [], moreLines: 0 } : lineMap(file.bytes.toString('utf8'))),
        openssl: opinion(file.bytes),
        ...(hasRepair ? { repair: { steps: [...repaired.steps], ...checkText(repaired.text) } } : {}),
      }
    } finally {
      file.bytes.fill(0)
    }
  },
  saveRepaired: async (keyId) => {
    const file = await keys.readFile(keyId, 'a repaired copy was asked for')
    try {
      const { text, steps } = repairKeyText(file.bytes)
      if (isJson(file.bytes) || steps.length === 0 || !checkText(text).loads)
        throw new WorkbenchError('key-unusable', 'No mechanical repair makes this file a usable private key.')
      const plain = basename(file.path, extname(file.path))
      return { name: await writeNewFile(dirname(file.path), `${plain}.repaired`, '.pem', text) }
    } finally {
      file.bytes.fill(0)
    }
  },
  make: async ({ kind }) => {
    if (folder === undefined)
      throw new WorkbenchError('storage-failed', 'There is no key folder to write into')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const name = await writeNewFile(folder, kind, '.pem', pemOf(await generated(kind)))
    const key = (await keys.list()).keys.find((each) => each.name === name && each.folder === folder)
    if (key === undefined) throw new WorkbenchError('key-not-found', `${name} was written but is not listed`)
    return { key }
  },
})

/** The rules are loaded when somebody looks, not with the program: its start is measured. */
async function keyFindings(
  keyFacts: Awaited<ReturnType<typeof inspectKeyFile>>,
  profile: Profile,
): Promise<KeyInspection['findings']> {
  const [{ RULES }, { runLint }] = await Promise.all([
    import('../../shared/lint/registry.ts'),
    import('../../shared/lint/run-lint.ts'),
  ])
  const facts = await gatherFacts({ profile, flow: 'key', keyFacts })
  return runLint(facts, RULES).findings.flatMap(({ object, ruleId, title, severity, message, fix }) =>
    object === 'key' ? [{ ruleId, title, severity, message, fix }] : [],
  )
}

function check(bytes: Buffer): { loads: boolean; openssl: string } {
  try {
    const opened = openPrivateKey(bytes)
    if (opened.state === 'ready') return { loads: true, openssl: `loads it: ${opened.container}` }
    if (opened.state === 'locked') return { loads: true, openssl: 'knows it, and asks for its passphrase' }
    return { loads: false, openssl: `refuses it: ${opened.problem.detail}` }
  } catch {
    return { loads: false, openssl: 'refuses it' }
  }
}

function checkText(text: string): { loads: boolean; openssl: string } {
  const bytes = Buffer.from(text)
  try {
    return check(bytes)
  } finally {
    bytes.fill(0)
  }
}

const isJson = (bytes: Buffer): boolean => /^\s*[{[]/.test(bytes.toString('utf8', 0, 64))

const opinion = (bytes: Buffer): string => check(bytes).openssl

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string

const generated = (kind: 'rsa-3072' | 'ec-p384'): Promise<KeyObject> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, _: KeyObject, key: KeyObject) => (error ? reject(error) : resolve(key))
    if (kind === 'rsa-3072') generateKeyPair('rsa', { modulusLength: 3_072 }, done)
    else generateKeyPair('ec', { namedCurve: 'P-384' }, done)
  })
