import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Opens the page through a file that only its owner can read: an address on a command line is visible to every user
 * of the machine.
 * @returns removes the file again
 */
export async function openPage(dataFolder: string, address: string): Promise<() => void> {
  const path = join(dataFolder, `launch-${randomBytes(9).toString('base64url')}.html`)
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${address}"><title>Countersign</title>`
  writeFileSync(path, page, { flag: 'wx', mode: 0o600 })
  const { default: open } = await import('open')
  await open(path).catch(() => undefined)
  return () => rmSync(path, { force: true })
}
