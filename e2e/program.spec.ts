import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { listEnvironments } from '../shared/contract/environments.ts'
import { listKeys } from '../shared/contract/keys.ts'
import { readPractice } from '../shared/contract/practice.ts'
import { openApi } from './support/call-api.ts'
import { MAIN, makeFolder, runWorkbench } from './support/run-workbench.ts'
import { expect, test } from './support/test.ts'

const run = promisify(execFile)
const SOME_PEM = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'

/** A port of this machine that somebody else has. */
const takePort = async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, free: () => void server.close() }
}

/** Runs to the end; never throws. */
const runToEnd = async (args: readonly string[]) => {
  const folder = await makeFolder()
  const child = spawn(process.execPath, [MAIN, '--data', join(folder, 'data'), '--no-open', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { out, err, code }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends the program within three seconds, open connections or not`, async () => {
    const workbench = await runWorkbench()
    const { hostname, port } = new URL(workbench.origin)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    socket.write(`GET / HTTP/1.1\r\nHost: ${hostname}:${port}\r\n`)
    const started = performance.now()
    expect(await workbench.end(signal)).toBe(0)
    expect(performance.now() - started).toBeLessThan(3_000)
    expect(workbench.outputLines()).toHaveLength(1)
    await workbench.stop()
  })
}

test('R54 a taken port is said in one line, and no other is used', async () => {
  const { port, free } = await takePort()
  const { out, err, code } = await runToEnd(['--port', String(port), '--practice-port', '0'])
  free()
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toContain(`127.0.0.1:${port} is in use; choose another with --port, or 0 for any free one`)
})

test('a taken port of the practice server is said on its screen; everything else works', async () => {
  const { port, free } = await takePort()
  const workbench = await runWorkbench({ args: ['--practice-port', String(port)] })
  const call = await openApi(workbench)
  await expect.poll(async () => (await call(readPractice, {})).state).toBe('failed')
  expect((await call(readPractice, {})).detail).toContain(`127.0.0.1:${port} is in use`)
  free()
  await workbench.stop()
})

test('"countersign open" and Enter each give an address with a fresh code', async () => {
  const workbench = await runWorkbench()
  const data = join(workbench.folder, 'data')
  const { stdout } = await run(process.execPath, [MAIN, 'open', '--data', data])
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#boot=\S+\n$/)
  workbench.type('\n')
  await expect.poll(() => workbench.logText()).toMatch(/A fresh address: http\S+#boot=\S+/)
  const fromEnter = /A fresh address: (\S+)/.exec(workbench.logText())?.[1] ?? ''
  for (const bootUrl of [stdout.trim(), fromEnter, workbench.bootUrl]) {
    const call = await openApi({ origin: workbench.origin, bootUrl })
    expect((await call(listEnvironments, {})).environments.length).toBeGreaterThan(0)
    await expect(openApi({ origin: workbench.origin, bootUrl })).rejects.toThrow(/boot-code-invalid/)
  }
  await workbench.stop()
  await expect(run(process.execPath, [MAIN, 'open', '--data', data])).rejects.toThrow(
    /no countersign is running/,
  )
})

test('--no-store writes nothing where data would be kept', async () => {
  const workbench = await runWorkbench({ args: ['--no-store'] })
  const call = await openApi(workbench)
  expect((await call(listEnvironments, {})).environments.map(({ id }) => id)).toContain('practice')
  await expect(access(join(workbench.folder, 'data'))).rejects.toThrow()
  await workbench.stop()
})

test('--env makes an environment, and its key path is the one further file that is read', async () => {
  const folder = await makeFolder()
  await mkdir(join(folder, 'elsewhere'))
  await writeFile(join(folder, 'elsewhere', 'named.pem'), SOME_PEM, { mode: 0o600 })
  await writeFile(join(folder, 'elsewhere', 'not-named.pem'), SOME_PEM, { mode: 0o600 })
  const lines = [
    'CLIENT_ID=4f1c09d2',
    'TOKEN_URL=https://fhir.example/oauth2/token',
    'PRIVATE_PEM_PATH=elsewhere/named.pem',
  ]
  await writeFile(join(folder, 'sandbox.env'), lines.join('\n'))
  const workbench = await runWorkbench({ folder, args: ['--env', 'sandbox.env'] })
  const call = await openApi(workbench)
  const { environments } = await call(listEnvironments, {})
  expect(environments.find(({ origin }) => origin === 'file')?.settings).toMatchObject({
    clientId: '4f1c09d2',
    tokenEndpoint: 'https://fhir.example/oauth2/token',
  })
  const names = (await call(listKeys, {})).keys.map(({ name }) => name)
  expect(names).toContain('named.pem')
  expect(names).not.toContain('not-named.pem')
  await workbench.stop()
})

for (const { why, args, said } of [
  { why: 'the --env file', args: ['--env', 'none.env'], said: /none\.env of --env cannot be read/ },
  { why: 'the --ca-file', args: ['--ca-file', 'none.pem'], said: /none\.pem of --ca-file cannot be read/ },
  { why: 'the data folder', args: ['--data', '/dev/null/data'], said: /data folder .* cannot be made/ },
  { why: 'the option', args: ['--prot', '1'], said: /unknown option '--prot'/ },
])
  test(`${why} that is not there is named, and nothing starts`, async () => {
    const { out, err, code } = await runToEnd(['--port', '0', '--practice-port', '0', ...args])
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toMatch(said)
    expect(err).not.toMatch(/\n\s+at /)
  })

test('--version and --help answer and end', async () => {
  expect((await runToEnd(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  const { out, code } = await runToEnd(['--help'])
  expect(code).toBe(0)
  for (const name of ['--port', '--practice-port', '--keys', '--no-store', 'COUNTERSIGN_KEYS', 'open'])
    expect(out).toContain(name)
})
