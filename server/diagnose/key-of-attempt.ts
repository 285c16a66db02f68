import { dirname, join } from 'node:path'
import type { Attempt } from '../../shared/attempt/attempt.ts'
import type { KeyFileFacts } from '../../shared/key-file/key-file-facts.ts'
import { inspectKeyFile } from '../../shared/key-file/inspect-key-file.ts'
import { describeKey, openPrivateKey } from '../keys/open-private-key.ts'
import { readKeyFile } from '../keys/read-key-file.ts'

/** The key file that lies beside the attempt, or below its folder; anything else is refused by the confined reader. */
export async function readKeyOfAttempt(
  attempt: Attempt,
  attemptFile: string,
): Promise<KeyFileFacts | undefined> {
  const folder = dirname(attemptFile)
  const { keyFile, keyVariable } = attempt
  const path = keyFile?.path ?? keyVariable?.path
  if (path === undefined) return undefined
  const file = await readKeyFile(join(folder, path), folder).catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const mode = keyFile?.mode === undefined ? undefined : Number.parseInt(keyFile.mode, 8)
    const facts = await inspectKeyFile(file.bytes, {
      name: keyVariable?.name ?? keyFile?.path ?? path,
      from: keyVariable === undefined ? 'file' : 'variable',
      ...(mode === undefined ? {} : { mode }),
    })
    return await withPassphrase(facts, file.bytes, keyFile?.passphraseEnv)
  } finally {
    file.bytes.fill(0)
  }
}

/** Whether the passphrase at hand is the right one, and the public half of an encrypted key that its passphrase opens. */
async function withPassphrase(
  facts: KeyFileFacts,
  bytes: Buffer,
  passphraseEnv: string | undefined,
): Promise<KeyFileFacts> {
  const passphrase = passphraseEnv === undefined ? undefined : process.env[passphraseEnv]
  const isEncrypted = facts.content.endsWith('-encrypted')
  try {
    const opened = openPrivateKey(bytes, passphrase)
    if (opened.state !== 'ready') {
      const state = isEncrypted
        ? passphraseEnv === undefined
          ? 'missing'
          : 'variable-unreadable'
        : facts.passphrase
      return { ...facts, passphrase: state }
    }
    const { publicJwk, thumbprint } = await describeKey(opened.key, opened.container)
    return {
      ...facts,
      passphrase: isEncrypted ? 'right' : 'not-needed',
      publicJwk,
      thumbprint,
    }
  } catch {
    return { ...facts, passphrase: isEncrypted ? 'wrong' : facts.passphrase }
  }
}
