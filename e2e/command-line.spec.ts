import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listEnvironments, saveEnvironment, type Environment } from '../shared/contract/environments.ts'
import { listKeys } from '../shared/contract/keys.ts'
import { changePractice, readPractice } from '../shared/contract/practice.ts'
import { startMisbehaving } from './fakes/misbehaving-server.ts'
import { openApi } from './support/call-api.ts'
import { MAIN, makeFolder, runWorkbench } from './support/run-workbench.ts'
import { makeSendTo } from './support/send-to.ts'
import { expect, test } from './support/test.ts'

/** The built program in a shell, no terminal behind it, until it ends by itself. */
const runProgram = async (args: readonly string[], input = '') => {
  const folder = await makeFolder()
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

const site = (tokenEndpoint: string, keyId: string | undefined): Environment => ({
  id: 'site',
  name: 'Site',
  origin: 'user',
  profile: 'smart-generic',
  keyId,
  settings: { label: 'non-production', clientId: 'c', tokenEndpoint },
})

const part = (members: object): string => Buffer.from(JSON.stringify(members)).toString('base64url')
const SENT_S = 1_764_000_000
const URL_HERE = 'https://ehr.example.test/oauth2/token'

/** A failing line and what it printed, copied from a terminal. */
const SCROLLBACK = `$ curl -i ${URL_HERE} \\
    -d grant_type=client_credentials -d scope=system/Patient.rs \\
    -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \\
    -d client_assertion=${part({ alg: 'RS384', typ: 'JWT', kid: 'np-1' })}.${part({ iss: 'app', sub: 'app', aud: `${URL_HERE}/`, jti: '151b6a9e-4a64-4d0e-9c39-0b0f8d2a51aa', iat: SENT_S, exp: SENT_S + 240 })}.${'A'.repeat(342)}
  % Total    % Received % Xferd  Average Speed   Time
HTTP/1.1 400 Bad Request
Date: ${new Date(SENT_S * 1_000).toUTCString()}
Content-Type: application/json

{"error":"invalid_client","error_description":null}
$ `

test('a failing curl line and its answer, piped in, give the verdict', async () => {
  const { code, out } = await runProgram(['diagnose', '-'], SCROLLBACK)
  expect(code).toBe(0)
  const { outcome, causes } = JSON.parse(out) as { outcome: string; causes: { id: string; where: string }[] }
  expect(outcome).toBe('proven')
  expect(causes[0]).toMatchObject({ id: 'payload-aud-trailing-slash', where: '/assertion/payload/aud' })
  const text = await runProgram(['diagnose', '--format', 'text', '-'], SCROLLBACK)
  expect(text.out).toMatch(
    /^standard input: Proven: aud and the accepted audience differ by the final slash$/m,
  )
  expect(await runProgram(['diagnose'])).toMatchObject({ code: 64, out: '' })
  expect(await runProgram(['diagnose', 'missing.attempt.json'])).toMatchObject({ code: 2 })
})

test('"countersign try" sends once to the practice server and says what is behind the answer', async () => {
  const folder = await makeFolder()
  const token = await runProgram(['try', 'practice', '--data', join(folder, 'data')])
  expect(token, token.err).toMatchObject({ code: 0 })
  expect(token.out).toMatch(/Nothing is wrong here\.$/m)
  expect(await runProgram(['try', 'nowhere', '--data', join(folder, 'data')])).toMatchObject({
    code: 64,
    out: '',
  })
  expect(await runProgram(['try'])).toMatchObject({ code: 64, out: '' })
})

test('"countersign try" at a server of its own asks for a yes first, and production for its host', async () => {
  const workbench = await runWorkbench()
  try {
    const call = await openApi(workbench)
    await expect.poll(async () => (await call(readPractice, {})).state).toBe('ready')
    await call(changePractice, { faults: ['unknown-client'] })
    const { environments } = await call(listEnvironments, {})
    const practice = environments.find(({ id }) => id === 'practice')
    if (practice?.settings.tokenEndpoint === undefined) throw new Error('no practice environment')
    const save = (id: string, label: 'non-production' | 'production') =>
      call(saveEnvironment, {
        environment: { ...practice, id, name: id, origin: 'user', settings: { ...practice.settings, label } },
      })
    await save('site', 'non-production')
    await save('live', 'production')
    const data = join(workbench.folder, 'data')
    const attempt = (...args: string[]) => runProgram(['try', ...args, '--data', data])
    const sent = async () => (await call(readPractice, {})).refusals.length

    const asked = await attempt('site')
    expect(asked).toMatchObject({ code: 3, out: '' })
    expect(asked.err).toMatch(/has not been used at .* before/)
    expect(await sent()).toBe(0)
    const refused = await attempt('site', '--yes')
    expect(refused.code).toBe(1)
    expect(refused.out).toContain('registration-client-unknown')
    expect(refused.err).toMatch(/: 401 invalid_client$/m)
    expect(await sent()).toBe(1)

    expect(await attempt('live', '--yes')).toMatchObject({ code: 3, out: '' })
    expect(await sent()).toBe(1)
    const { host } = new URL(practice.settings.tokenEndpoint)
    expect((await attempt('live', '--yes', '--production', host)).code).toBe(1)
    expect(await sent()).toBe(2)
  } finally {
    await workbench.stop()
  }
})

test('"countersign try" with a locked key sends nothing and says so with exit code 4', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const pem = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'hunter2',
  })
  const server = await startMisbehaving()
  const workbench = await runWorkbench({ secrets: { 'locked.pem': pem.toString() } })
  try {
    const call = await openApi(workbench)
    const { keys } = await call(listKeys, {})
    const locked = keys.find(({ name }) => name === 'locked.pem')
    expect(locked?.state).toBe('locked')
    await call(saveEnvironment, { environment: site(`${server.origin}/good`, locked?.id) })
    const { folder } = workbench
    const places = ['--data', join(folder, 'data'), '--keys', join(folder, 'secrets')]
    const tried = await runProgram(['try', 'site', '--yes', ...places])
    expect(tried).toMatchObject({ code: 4, out: '' })
    expect(tried.err).toMatch(/^Not sent\. .*locked/m)
    expect(server.connections()).toBe(0)
  } finally {
    await workbench.stop()
    await server.stop()
  }
})

test('a yes that "countersign try" saved is known to the running workbench and stays when that saves one', async () => {
  const server = await startMisbehaving()
  const workbench = await runWorkbench()
  try {
    const call = await openApi(workbench)
    const sendTo = await makeSendTo(call)
    await sendTo(`${server.origin}/good`)
    const approved = () =>
      (
        JSON.parse(readFileSync(join(workbench.folder, 'data', 'approvals.json'), 'utf8')) as {
          approved: string[]
        }
      ).approved
    const before = approved()
    expect(before.length).toBeGreaterThan(0)

    const other = await startMisbehaving()
    const { environments } = await call(listEnvironments, {})
    const practice = environments.find(({ id }) => id === 'practice')
    await call(saveEnvironment, { environment: site(`${other.origin}/good`, practice?.keyId) })
    const data = join(workbench.folder, 'data')
    const { code, err } = await runProgram(['try', 'site', '--yes', '--data', data])
    expect([code, err]).toEqual([0, expect.stringContaining(': 200')])
    const added = approved().filter((each) => !before.includes(each))
    expect(added.join()).toContain(other.address)

    const third = await startMisbehaving()
    await sendTo(`${third.origin}/good`)
    expect(approved()).toEqual(expect.arrayContaining([...before, ...added]))
    expect(approved().join()).toContain(third.address)
    await Promise.all([other.stop(), third.stop()])
  } finally {
    await workbench.stop()
    await server.stop()
  }
})
