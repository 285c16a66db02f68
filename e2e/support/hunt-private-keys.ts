import { createPrivateKey } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import type { Workbench } from './run-workbench.ts'

/** A text that may be anywhere: where it was seen, and what it is. */
export interface Seen {
  readonly where: string
  readonly text: string
}

/** Says where private key bytes are among the texts; nothing when they are nowhere. */
export type Hunt = (seen: readonly Seen[]) => string[]

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const
/** Long enough that chance plays no part, short enough for the smallest key. */
const CHUNK_BYTES = 18

/** A number of a private key in the spellings in which it could go astray; base64 has three, by where it starts. */
const spellings = (bytes: Buffer): string[] => {
  const chunk = bytes.subarray(2, 2 + CHUNK_BYTES)
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), chunk])
      .toString('base64')
      .slice(4, 20),
  )
  const url = shifted.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
  const hex = chunk.toString('hex')
  return [...shifted, ...url, hex, hex.toUpperCase(), chunk.toString('latin1')]
}

/** Without what only breaks lines, so that a PEM text in JSON is found as well. */
const joined = (text: string): string => text.replaceAll(/\\[nr]|\s/g, '')

const jwkOf = (text: string, passphrase: string | undefined): Record<string, unknown> => {
  if (text.trimStart().startsWith('{')) return JSON.parse(text) as Record<string, unknown>
  const pem = text.replaceAll('\\n', '\n')
  const key = createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase })
  return { ...key.export({ format: 'jwk' }) }
}

/** @param files key files by name, as text: PEM, PEM with escaped line breaks, or a private JWK. */
export const huntFor = (files: Readonly<Record<string, string>>, passphrase?: string): Hunt => {
  const needles = Object.entries(files).flatMap(([name, text]) => {
    const jwk = jwkOf(text, text.includes('ENCRYPTED') ? passphrase : undefined)
    return PRIVATE_MEMBERS.flatMap((member) => {
      const value = jwk[member]
      if (typeof value !== 'string') return []
      return spellings(Buffer.from(value, 'base64url')).map((needle) => ({
        name: `${name} ${member}`,
        needle,
      }))
    })
  })
  if (needles.length === 0) throw new Error('there is no private key to hunt for')
  return (seen) =>
    seen.flatMap(({ where, text }) => {
      const [whole, plain] = [text, joined(text)]
      const found = needles.find(({ needle }) => whole.includes(needle) || plain.includes(needle))
      return found ? [`${found.name} in ${where}`] : []
    })
}

const keyFilesOf = async (folder: string): Promise<Record<string, string>> => {
  const names = await readdir(folder).catch(() => [])
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']))
}

/** The practice keys of a program, which every run has. */
export const practiceKeysOf = ({ folder }: Pick<Workbench, 'folder'>): Promise<Record<string, string>> =>
  keyFilesOf(join(folder, 'data', 'keys'))

/** What the program has written besides its keys. */
export const dataFilesOf = async ({ folder }: Pick<Workbench, 'folder'>): Promise<Seen[]> => {
  const data = join(folder, 'data')
  const entries = await readdir(data, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && entry.parentPath !== join(data, 'keys'))
  return Promise.all(
    files.map(async ({ parentPath, name }) => ({
      where: `data file ${name}`,
      text: await readFile(join(parentPath, name), 'latin1'),
    })),
  )
}

/** Notes every answer and every console line of a browser from now on. */
export const listenToBrowser = (context: BrowserContext): (() => Promise<Seen[]>) => {
  const pending: Promise<Seen | undefined>[] = []
  context.on('console', (message) =>
    pending.push(Promise.resolve({ where: 'the console', text: message.text() })),
  )
  context.on('response', (response) =>
    pending.push(
      response.body().then(
        (body) => ({
          where: `${response.request().method()} ${response.url()}`,
          text: body.toString('latin1'),
        }),
        // A redirect and a request that was given up have no body.
        () => undefined,
      ),
    ),
  )
  return async () => (await Promise.all(pending)).filter((seen) => seen !== undefined)
}
