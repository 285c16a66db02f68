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

/** What a person does, about as often as they do it. */
const ACTS = [
  () => call('POST', '/api/assertions', { keyId: key.id, headerText, payloadText: payloadText() }),
  () => call('POST', '/api/assertions', { keyId: key.id, headerText, payloadText: payloadText() }),
  async () => {
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
  },
  () => call('GET', '/api/status'),
  () => call('GET', '/api/keys'),
  () => call('GET', '/api/attempts', { environmentId }),
  () => call('GET', '/api/ledger'),
  () => call('PUT', '/api/drafts', { environmentId, draft: draft() }),
  () => fetch(`${origin}/`).then((answer) => answer.text()),
]

const THINK_MS = 250
const errors = []
let calls = 0
const endMs = performance.now() + minutes * 60_000
const client = async (offset) => {
  for (let turn = offset; performance.now() < endMs; turn += 1) {
    try {
      await ACTS[turn % ACTS.length]()
    } catch (error) {
      errors.push(error.message)
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
if (process.platform !== 'win32') setTimeout(() => program.kill('SIGUSR2'), 15_000)
await Promise.all(Array.from({ length: clients }, (_, index) => client(index)))
clearInterval(sample)
memory.push(memoryMb())
if (process.platform !== 'win32') program.kill('SIGUSR2')
await new Promise((done) => setTimeout(done, 300))
const [, lag = 'not measured here'] = [...log.matchAll(/event loop: (.*)/g)].at(-1) ?? []
const counted = Object.entries(Object.groupBy?.(errors, (text) => text.slice(0, 100)) ?? { all: errors })
process.stdout.write(
  [
    `${minutes} min, ${clients} clients, ${calls} acts, ${errors.length} errors`,
    ...counted.map(([text, all]) => `  ${all.length} x ${text}`),
    `memory, MB every 15 s: ${memory.join(' ')}`,
    `event loop after the first 15 s: ${lag}`,
    '',
  ].join('\n'),
)
const ended = new Promise((done) => program.once('exit', done))
program.kill('SIGTERM')
await ended
rmSync(folder, { recursive: true, force: true })
process.exitCode = errors.length === 0 ? 0 : 1
