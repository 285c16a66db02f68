// npm run soak -- [minutes] [clients]: mixed use of the built program against its practice server, and what it cost.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const [minutes = 10, clients = 20] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'countersign-soak-'))
const main = resolve(import.meta.dirname, '../../dist/server/main.js')
const preload = resolve(import.meta.dirname, 'event-loop.mjs')
const flags = ['--port', '0', '--practice-port', '0', '--no-open', '--data', join(folder, 'data')]
const program = spawn(process.execPath, [`--import=${preload}`, main, ...flags], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'pipe'],
})
process.once('exit', () => program.kill())
let log = ''
program.stderr.on('data', (chunk) => (log = (log + chunk).slice(-200_000)))

const ready = await new Promise((found) =>
  createInterface({ input: program.stdout }).on('line', (line) => found(new URL(line.split(' ').at(-1)))),
)
const { origin } = ready

let token
const call = async (method, path, input = {}) => {
  const isGet = method === 'GET'
  const query = isGet ? `?${new URLSearchParams(input)}` : ''
  const answer = await fetch(`${origin}${path}${query}`, {
    method,
    headers: {
      ...(isGet ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { 'x-workbench-token': token }),
    },
    ...(isGet ? {} : { body: JSON.stringify(input) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
token = (await call('POST', '/api/session', { boot: ready.hash.replace('#boot=', '') })).token
const state = async () => (await call('GET', '/api/status')).practice.state
while ((await state()) === 'starting') await new Promise((done) => setTimeout(done, 500))
const { environments } = await call('GET', '/api/environments')
const practice = environments.find(({ origin: from }) => from === 'practice')
const { keys } = await call('GET', '/api/keys')
const key = keys.find(({ practice: own, kty }) => own && kty === 'RSA')

const headerText = JSON.stringify({ alg: 'RS384', typ: 'JWT', kid: key.thumbprint })
const payloadText = () => {
  const now = Math.floor(Date.now() / 1_000)
  const { clientId, tokenEndpoint } = practice.settings
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: tokenEndpoint,
    jti: crypto.randomUUID(),
    iat: now,
    exp: now + 240,
  }
  return JSON.stringify(claims)
}
const environmentId = practice.id
const draft = () => ({
  headerText,
  payloadText: payloadText(),
  renewOnSend: true,
  lifetimeS: 240,
  flow: 'client_credentials',
  parameters: [],
})

const send = async () => {
  const input = {
    environmentId,
    keyId: key.id,
    headerText,
    payloadText: payloadText(),
    flow: 'client_credentials',
    parameters: [],
    confirm: [],
  }
  const { attempt } = await call('POST', '/api/token-requests', input)
  if (attempt.response.status !== 200)
    throw new Error(`the practice server answered ${attempt.response.status}`)
}

/** What a person does, about as often as they do it. */
const ACTS = [
  () => call('POST', '/api/assertions', { keyId: key.id, headerText, payloadText: payloadText() }),
  () => call('POST', '/api/assertions', { keyId: key.id, headerText, payloadText: payloadText() }),
  send,
  () => call('GET', '/api/status'),
  () => call('GET', '/api/keys'),
  () => call('GET', '/api/attempts', { environmentId }),
  () => call('GET', '/api/ledger'),
  () => call('PUT', '/api/drafts', { environmentId, draft: draft() }),
  () => fetch(`${origin}/`).then((answer) => answer.text()),
]

const THINK_MS = 250
/** A run keeps that many attempts in memory; filled beforehand, so that what grows afterwards is a leak. */
const ATTEMPTS_IN_MEMORY = 500
for (let sent = 0; sent < ATTEMPTS_IN_MEMORY; sent += 4) await Promise.all([send(), send(), send(), send()])
const errors = []
let calls = 0
const endMs = performance.now() + minutes * 60_000
const client = async (offset) => {
  for (let turn = offset; performance.now() < endMs; turn += 1) {
    try {
      await ACTS[turn % ACTS.length]()
    } catch (error) {
      errors.push([error.message, error.cause?.code ?? error.cause?.message].filter(Boolean).join(': '))
    }
    calls += 1
    await new Promise((done) => setTimeout(done, THINK_MS))
  }
}
const memoryMb = () => {
  try {
    return Math.round(
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))[1]) / 1_024,
    )
  } catch {
    return NaN
  }
}

const memory = []
const sample = setInterval(() => memory.push(memoryMb()), 15_000)
const tell = () => void (process.platform === 'win32' || program.kill('SIGUSR2'))
setTimeout(tell, Math.min(60_000, (minutes * 60_000) / 2))
await Promise.all(Array.from({ length: clients }, (_, index) => client(index)))
clearInterval(sample)
memory.push(memoryMb())
tell()
await new Promise((done) => setTimeout(done, 1_000))
const [, lag = 'not measured here'] = [...log.matchAll(/event loop: (.*)/g)].at(-1) ?? []
const held = [...log.matchAll(/held: (.*)/g)].map(([, text]) => text)
const counted = new Map()
for (const text of errors.map((each) => each.slice(0, 100))) counted.set(text, (counted.get(text) ?? 0) + 1)
process.stdout.write(
  [
    `${minutes} min, ${clients} clients, ${calls} acts, ${errors.length} errors`,
    ...[...counted].map(([text, count]) => `  ${count} x ${text}`),
    `memory, MB every 15 s: ${memory.join(' ')}`,
    `held, garbage aside, after the first minute and at the end: ${held.join(', ') || 'not measured here'}`,
    `event loop after the first minute: ${lag}`,
    '',
  ].join('\n'),
)
const ended = new Promise((done) => program.once('exit', done))
program.kill('SIGTERM')
await ended
rmSync(folder, { recursive: true, force: true })
process.exitCode = errors.length === 0 ? 0 : 1
