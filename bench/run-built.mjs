import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const MAIN = resolve(import.meta.dirname, '../dist/server/main.js')

/** A folder that is removed at the end of `work`. */
export const withFolder = async (work) => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Spawns a Node program and waits for the first line on its standard output. */
export const spawnUntilLine = async (args, cwd) => {
  const from = performance.now()
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
  const line = await new Promise((found, failed) => {
    createInterface({ input: child.stdout }).once('line', found)
    child.once('exit', (code) => failed(new Error(`${args[0]} ended with ${code}`)))
  })
  const readyMs = performance.now() - from
  const stop = () =>
    new Promise((done) => {
      if (child.exitCode !== null || child.signalCode !== null) return done()
      child.removeAllListeners('exit')
      child.once('exit', done)
      child.kill('SIGTERM')
    })
  return { line, readyMs, pid: child.pid, stop }
}

/** The program as built, on free ports, with its data below `folder`. */
export const runBuilt = async (folder, ...more) => {
  const args = [
    MAIN,
    '--port',
    '0',
    '--practice-port',
    '0',
    '--no-open',
    '--data',
    join(folder, 'data'),
    ...more,
  ]
  const { line, ...rest } = await spawnUntilLine(args, folder)
  const bootUrl = /http:\S+/.exec(line)?.[0] ?? ''
  return { bootUrl, origin: new URL(bootUrl).origin, ...rest }
}

/** The token of the run, in exchange for the one-time code. */
export const openSession = async ({ bootUrl, origin }) => {
  const boot = new URL(bootUrl).hash.replace('#boot=', '')
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ boot }),
  })
  const { token } = await response.json()
  return token
}

/** What the page sends with every call of the API. */
export const pageHeaders = async (program) => ({
  'content-type': 'application/json',
  origin: program.origin,
  'sec-fetch-site': 'same-origin',
  'x-workbench-token': await openSession(program),
})

export const getJson = async (url, token) =>
  (await fetch(url, { headers: { 'x-workbench-token': token, 'sec-fetch-site': 'same-origin' } })).json()

export const median = (values) => quantile(values, 0.5)
export const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
