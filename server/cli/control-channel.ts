import { createHash } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'

/** Where a running program can be asked for a fresh start code; in a folder that only its owner can enter. */
export const controlPath = (dataFolder: string): string =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\countersign-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 24)}`
    : join(dataFolder, 'control.sock')

/**
 * `taken`: another program runs on this data folder. `unavailable`: the folder takes no socket, for instance because it
 * is read-only.
 */
export type ControlChannel = { readonly server: Server } | 'taken' | 'unavailable'

/** Answers each connection with one fresh address; at the same time the lock of the data folder. */
export async function openControlChannel(
  dataFolder: string,
  freshAddress: () => string,
): Promise<ControlChannel> {
  const path = controlPath(dataFolder)
  const first = await listenAt(path, freshAddress)
  if (first !== 'EADDRINUSE') return typeof first === 'string' ? 'unavailable' : { server: first }
  if (await isAnswering(path)) return 'taken'
  // Left behind by a program that was killed.
  rmSync(path, { force: true })
  const second = await listenAt(path, freshAddress)
  if (typeof second !== 'string') return { server: second }
  return second === 'EADDRINUSE' ? 'taken' : 'unavailable'
}

const listenAt = (path: string, freshAddress: () => string): Promise<Server | string> =>
  new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(`${freshAddress()}\n`)
    })
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    server.listen(path, () => {
      if (process.platform !== 'win32') chmodSync(path, 0o600)
      server.unref()
      resolve(server)
    })
  })

const isAnswering = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** A fresh address from the program that runs on this data folder; undefined when none does. */
export const askForAddress = (dataFolder: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect(controlPath(dataFolder))
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (text += chunk))
    socket.once('error', () => resolve(undefined))
    socket.once('end', () => resolve(text.trim() || undefined))
  })
