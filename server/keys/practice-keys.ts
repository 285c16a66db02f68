import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generatePem } from './generate-pem.ts'

/** Makes what is missing of the practice key pairs, mode 0600; an existing file is never touched. */
export async function makePracticeKeys(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // A read-only folder keeps its mode, and the keys that are there serve.
  await chmod(folder, 0o700).catch(() => undefined)
  await Promise.all([
    keep(join(folder, 'practice-rsa.pem'), 'rsa-2048'),
    keep(join(folder, 'practice-ec.pem'), 'ec-p384'),
  ])
}

async function keep(path: string, kind: Parameters<typeof generatePem>[0]): Promise<void> {
  if (await isThere(path)) return
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(temporary, await generatePem(kind), { flag: 'wx', mode: 0o600 })
  // A link fails when the file has come meanwhile, so that two programs starting together keep one key.
  await link(temporary, path).catch(() => undefined)
  await unlink(temporary)
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    ({ size }) => size > 0,
    () => false,
  )
