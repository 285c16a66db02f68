import { mkdir } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { KeyInspection, makeKey } from '../../shared/contract/key-hygiene.ts'
import type { KeySummary } from '../../shared/contract/keys.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import { requireConfirmed, WorkbenchError } from '../../shared/errors.ts'
import { gatherFacts } from '../../shared/facts/gather-facts.ts'
import { inspectKeyFile } from '../../shared/key-file/inspect-key-file.ts'
import { lineMap } from '../../shared/key-file/line-map.ts'
import { repairKeyText } from '../../shared/key-file/repair-key-text.ts'
import type { Profile } from '../../shared/profiles/profile.ts'
import { generatePem } from './generate-pem.ts'
import { openPrivateKey } from './open-private-key.ts'
import { opensslWords } from './openssl-words.ts'
import { writeNewFile } from './write-new-file.ts'

/** The bytes of a key with where they come from; whoever asked for them wipes them. */
export interface KeySource {
  readonly bytes: Buffer
  /** POSIX permission bits of a file, where they mean something. */
  readonly mode: number | undefined
  /** The file's name, or the variable's. */
  readonly name: string
  readonly from: 'file' | 'variable'
  /** Where a file lies. */
  readonly folder: string | undefined
}

/** What the key store knows of a key beyond its summary. */
export interface KeyFileReader {
  /** @throws WorkbenchError key-not-found, key-outside-roots, key-file-unreadable */
  readFile(keyId: string, reason: string): Promise<KeySource>
  /** Its name, and whether that says production; nothing is opened. @throws WorkbenchError key-not-found */
  nameOf(keyId: string): Promise<{ readonly name: string; readonly isForProduction: boolean }>
  list(): Promise<{ keys: KeySummary[] }>
}

export interface KeyHygiene {
  /** @throws WorkbenchError confirmation-required for a key of production */
  inspect(keyId: string, profile: Profile, confirm: readonly string[]): Promise<KeyInspection>
  /** @throws WorkbenchError confirmation-required for a key of production, key-unusable where no repair helps */
  saveRepaired(keyId: string, confirm: readonly string[]): Promise<{ name: string; folder: string }>
  make(request: RequestOf<typeof makeKey>): Promise<{ key: KeySummary }>
}

export interface KeyHygieneParts {
  readonly keys: KeyFileReader
  /** The first key folder: new keys go there. */
  readonly folder: string | undefined
  /** Names of the production environments that sign with this key. */
  readonly productionUses: (keyId: string) => readonly string[]
}

/** What is wrong with the bytes of a key, its repair, and new keys. */
export const makeKeyHygiene = ({ keys, folder, productionUses }: KeyHygieneParts): KeyHygiene => {
  const askForProduction = async (keyId: string, confirm: readonly string[]): Promise<void> => {
    const { name, isForProduction } = await keys.nameOf(keyId)
    const uses = productionUses(keyId)
    const id = `production-key ${keyId}`
    if ((uses.length === 0 && !isForProduction) || confirm.includes(id)) return
    requireConfirmed([
      {
        id,
        kind: 'production-key',
        message:
          uses.length === 0
            ? `${name} is for production by its name. Its bytes are read on this machine; nothing of the key comes into the page.`
            : `${name} signs for ${uses.join(' and ')}. Its bytes are read on this machine; nothing of the key comes into the page.`,
        values: { key: name },
      },
    ])
  }
  return {
    inspect: async (keyId, profile, confirm) => {
      await askForProduction(keyId, confirm)
      const source = await keys.readFile(keyId, 'its bytes were looked at')
      const { bytes, name, from, mode } = source
      try {
        const facts = await inspectKeyFile(bytes, { name, from, ...(mode === undefined ? {} : { mode }) })
        const isBinary = facts.encoding === 'binary'
        const repaired = isBinary ? undefined : repairOf(bytes)
        return {
          findings: await keyFindings(facts, profile),
          ...(isBinary ? { lines: [], moreLines: 0 } : lineMap(bytes)),
          openssl: opensslWords(bytes),
          ...(repaired && { repair: { steps: repaired.steps, ...repaired.said } }),
        }
      } finally {
        bytes.fill(0)
      }
    },
    saveRepaired: async (keyId, confirm) => {
      await askForProduction(keyId, confirm)
      const { bytes, name, folder: own } = await keys.readFile(keyId, 'a repaired copy was asked for')
      try {
        const repaired = repairOf(bytes)
        if (!repaired?.said.loads)
          throw new WorkbenchError('key-unusable', 'No mechanical repair makes this a usable private key.')
        const into = own ?? (await madeFolder(folder))
        const stem = basename(name, extname(name)).replaceAll(/[^\w.-]/g, '_')
        const extension = repaired.text.trimStart().startsWith('{') ? '.json' : '.pem'
        return { name: await writeNewFile(into, `${stem}.repaired`, extension, repaired.text), folder: into }
      } finally {
        bytes.fill(0)
      }
    },
    make: async ({ kind }) => {
      const into = await madeFolder(folder)
      const name = await writeNewFile(into, kind, '.pem', await generatePem(kind))
      const key = (await keys.list()).keys.find((each) => each.name === name && each.folder === into)
      if (key === undefined)
        throw new WorkbenchError('key-not-found', `${name} was written but is not listed`)
      return { key }
    },
  }
}

/** @throws WorkbenchError storage-failed */
async function madeFolder(folder: string | undefined): Promise<string> {
  if (folder === undefined) throw new WorkbenchError('storage-failed', 'There is no key folder to write into')
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new WorkbenchError('storage-failed', `${folder} is not a folder that can be written into.`, {
      cause,
    })
  })
  return folder
}

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

/** Whether these bytes are a key that signs here, if need be with its passphrase, and what OpenSSL says of them. */
function check(bytes: Buffer): Said {
  const openssl = opensslWords(bytes)
  try {
    return { loads: openPrivateKey(bytes).state !== 'unusable', openssl }
  } catch {
    return { loads: false, openssl }
  }
}

/** The repaired text and what OpenSSL says of it; undefined where nothing is to be repaired. */
function repairOf(bytes: Buffer): { text: string; steps: string[]; said: Said } | undefined {
  const { text, steps } = repairKeyText(bytes)
  if (steps.length === 0) return undefined
  const copy = Buffer.from(text)
  try {
    return { text, steps: [...steps], said: check(copy) }
  } finally {
    copy.fill(0)
  }
}
