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
import { generatePem } from './generate-pem.ts'
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
      const repaired = isBinary ? undefined : repairOf(file.bytes)
      return {
        findings: await keyFindings(facts, profile),
        ...(isBinary ? { lines: [], moreLines: 0 } : lineMap(file.bytes.toString('utf8'))),
        openssl: check(file.bytes).openssl,
        ...(repaired && { repair: { steps: repaired.steps, ...repaired.said } }),
      }
    } finally {
      file.bytes.fill(0)
    }
  },
  saveRepaired: async (keyId) => {
    const file = await keys.readFile(keyId, 'a repaired copy was asked for')
    try {
      const repaired = repairOf(file.bytes)
      if (!repaired?.said.loads)
        throw new WorkbenchError('key-unusable', 'No mechanical repair makes this file a usable private key.')
      const plain = basename(file.path, extname(file.path))
      return { name: await writeNewFile(dirname(file.path), `${plain}.repaired`, '.pem', repaired.text) }
    } finally {
      file.bytes.fill(0)
    }
  },
  make: async ({ kind }) => {
    if (folder === undefined)
      throw new WorkbenchError('storage-failed', 'There is no key folder to write into')
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
      throw new WorkbenchError('storage-failed', `${folder} is not a folder that can be written into.`, {
        cause,
      })
    })
    const name = await writeNewFile(folder, kind, '.pem', await generatePem(kind))
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

interface Said {
  readonly loads: boolean
  readonly openssl: string
}

/** What OpenSSL, through Node, says of these bytes. */
function check(bytes: Buffer): Said {
  try {
    const opened = openPrivateKey(bytes)
    if (opened.state === 'ready') return { loads: true, openssl: `loads it: ${opened.container}` }
    if (opened.state === 'locked') return { loads: true, openssl: 'knows it, and asks for its passphrase' }
    return { loads: false, openssl: `refuses it: ${opened.problem.detail}` }
  } catch {
    return { loads: false, openssl: 'refuses it' }
  }
}

/** The repaired text and what OpenSSL says of it; undefined where nothing is to be repaired. */
function repairOf(bytes: Buffer): { text: string; steps: string[]; said: Said } | undefined {
  // JSON has its own escapes: peeling them off would break it.
  if (/^\s*[{[]/.test(bytes.toString('utf8', 0, 64))) return undefined
  const { text, steps } = repairKeyText(bytes)
  if (steps.length === 0) return undefined
  const copy = Buffer.from(text)
  try {
    return { text, steps: [...steps], said: check(copy) }
  } finally {
    copy.fill(0)
  }
}
