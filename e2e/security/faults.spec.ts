import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, readdirSync, statSync, writeSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  listEnvironments,
  saveDraft,
  saveEnvironment,
  type Environment,
} from '../../shared/contract/environments.ts'
import { changeHistory, describeHistory, listHistory } from '../../shared/contract/history.ts'
import { listKeys } from '../../shared/contract/keys.ts'
import { getStatus } from '../../shared/contract/session.ts'
import { listAttempts } from '../../shared/contract/token-requests.ts'
import { startMisbehaving } from '../fakes/misbehaving-server.ts'
import { openApi } from '../support/call-api.ts'
import { makeFolder, runWorkbench } from '../support/run-workbench.ts'
import { makeSendIn, makeSendTo } from '../support/send-to.ts'
import { expect, test } from '../support/test.ts'

const anEnvironment = (id: string, name = id, tokenEndpoint?: string): Environment => ({
  id,
  name,
  origin: 'user',
  profile: 'smart-generic',
  settings: {
    label: 'non-production',
    ...(tokenEndpoint === undefined ? {} : { tokenEndpoint, clientId: 'c' }),
  },
})

const aDraft = (length: number) => ({
  headerText: '{}',
  payloadText: 'x'.repeat(length),
  renewOnSend: true,
  lifetimeS: 240,
  flow: 'client_credentials' as const,
  parameters: [],
})

/** True when this account may mount; a small file system is how a disk gets full in a test. */
const mounted = (path: string, options: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
/** Takes every byte that is left, the last page included. */
const fillDisk = (path: string): void => {
  const file = openSync(path, 'w')
  for (const size of [65_536, 4_096, 1])
    try {
      for (;;) writeSync(file, Buffer.alloc(size))
    } catch {
      // Full for this size.
    }
  closeSync(file)
}
const unmount = (path: string): void => void execFileSync('umount', ['-l', path])

test('R64 a program that is killed while it writes leaves the old or the new file, each time', async () => {
  test.setTimeout(120_000)
  const folder = await makeFolder()
  const path = join(folder, 'data', 'environments.json')
  let last = 0
  for (let round = 0; round < 6; round++) {
    const workbench = await runWorkbench({ folder })
    const call = await openApi(workbench)
    await call(saveEnvironment, { environment: anEnvironment('one', `round ${round}`) })
    const writes = Array.from({ length: 40 }, (_, index) =>
      call(saveEnvironment, {
        environment: anEnvironment('one', `${round}.${index} ${'é'.repeat(30)}`),
      }).then(
        () => (last = round * 100 + index),
        () => undefined,
      ),
    )
    // The more rounds, the later in the middle of the writes.
    await Promise.race(writes.slice(round * 5))
    process.kill(workbench.pid, 'SIGKILL')
    await workbench.ended
    await Promise.allSettled(writes)
    const { environments } = JSON.parse(await readFile(path, 'utf8')) as { environments: Environment[] }
    expect(environments).toHaveLength(1)
    expect(environments[0]?.name).toMatch(new RegExp(`^(round ${round}|${round}\\.\\d+ é{30})$`))
  }
  expect(last).toBeGreaterThan(0)
  const after = await runWorkbench({ folder })
  expect(readdirSync(join(folder, 'data')).filter((name) => name.endsWith('.tmp'))).toEqual([])
  expect(after.logText()).not.toContain('could not be read')
  await after.stop()
})

test('R64 after a kill every attempt that was said to be kept is in the history, and the file is sound', async () => {
  test.setTimeout(120_000)
  const folder = await makeFolder()
  const server = await startMisbehaving()
  const told: string[] = []
  for (let round = 0; round < 4; round++) {
    const workbench = await runWorkbench({ folder, args: ['--allow-target', server.address] })
    const call = await openApi(workbench)
    const sendIn = await makeSendIn(call)
    await call(saveEnvironment, { environment: anEnvironment('site', 'site', `${server.origin}/good`) })
    const sends = Array.from({ length: 12 }, () =>
      sendIn('site', `${server.origin}/good`).then(
        ({ attempt, history }) => history.saved && told.push(attempt.id),
        () => undefined,
      ),
    )
    await Promise.race(sends.slice(round * 3))
    process.kill(workbench.pid, 'SIGKILL')
    await workbench.ended
    await Promise.allSettled(sends)
  }
  expect(told.length).toBeGreaterThan(3)
  const after = await runWorkbench({ folder })
  const call = await openApi(after)
  const { rows } = await call(listHistory, { limit: 100 })
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(told))
  expect((await call(describeHistory, {})).warnings).toEqual([])
  await after.stop()
  await server.stop()
})

for (const { why, text } of [
  { why: 'empty', text: '' },
  { why: 'cut off', text: '{"environments":[{"id":"a"' },
  { why: 'zeros', text: '\0'.repeat(4_096) },
  { why: 'another format', text: '{"environments":7,"version":99}' },
  { why: 'not UTF-8', text: Buffer.from([0xff, 0xfe, 0x00]).toString('latin1') },
]) {
  test(`R65 an environments file that is ${why} is kept aside, told of, and the start is quick`, async () => {
    const folder = await makeFolder()
    const data = join(folder, 'data')
    await mkdir(data, { mode: 0o700 })
    await writeFile(join(data, 'environments.json'), text, 'latin1')
    const startMs = performance.now()
    const workbench = await runWorkbench({ folder })
    expect(performance.now() - startMs).toBeLessThan(3_000)
    const call = await openApi(workbench)
    const { warnings } = await call(getStatus, {})
    expect(warnings.join()).toContain(
      'environments.json could not be read; it is kept as environments.json.corrupt-1',
    )
    expect(readFileSync(join(data, 'environments.json.corrupt-1'), 'latin1')).toBe(text)
    await call(saveEnvironment, { environment: anEnvironment('new') })
    expect(readFileSync(join(data, 'environments.json.corrupt-1'), 'latin1')).toBe(text)
    await workbench.stop()
  })
}

test('R65 a folder in the place of a file does not stop the start', async () => {
  const folder = await makeFolder()
  await mkdir(join(folder, 'data', 'drafts.json'), { recursive: true, mode: 0o700 })
  const workbench = await runWorkbench({ folder })
  const call = await openApi(workbench)
  expect((await call(getStatus, {})).warnings.join()).toContain('drafts.json could not be read')
  await workbench.stop()
})

test('R66 on a full disk a request is still sent, what cannot be kept is said, and later it is kept again', async () => {
  test.skip(process.platform !== 'linux', 'needs a small file system')
  const folder = await makeFolder()
  const data = join(folder, 'data')
  await mkdir(data, { mode: 0o700 })
  test.skip(!mounted(data, 'size=2m,mode=0700'), 'this account may not mount a file system')
  const server = await startMisbehaving()
  try {
    const workbench = await runWorkbench({ folder, args: ['--allow-target', server.address] })
    const call = await openApi(workbench)
    const sendIn = await makeSendIn(call)
    const send = () => sendIn('site', `${server.origin}/good`)
    const idsKept = async () => (await call(listHistory, { limit: 50 })).rows.map(({ id }) => id)
    await call(saveEnvironment, { environment: anEnvironment('site', 'site', `${server.origin}/good`) })
    expect((await send()).history).toEqual({ saved: true })
    const kept1 = await idsKept()
    const before = readFileSync(join(data, 'environments.json'), 'utf8')
    const filler = join(data, 'filler')
    fillDisk(filler)
    await expect(call(saveEnvironment, { environment: anEnvironment('full') })).rejects.toThrow(
      /storage-failed.*ENOSPC/s,
    )
    expect(readFileSync(join(data, 'environments.json'), 'utf8')).toBe(before)
    const { environments } = await call(listEnvironments, {})
    expect(environments.map(({ id }) => id)).toContain('full')
    // Some attempts still fit into what the database holds already; then the disk is full for it too.
    const sent = [await send()]
    while (sent.at(-1)?.history.saved === true && sent.length < 200) sent.push(await send())
    expect(sent.map(({ attempt }) => attempt.outcome.kind)).toEqual(sent.map(() => 'token'))
    expect(sent.at(-1)?.history).toEqual({ saved: false, code: 'SQLITE_FULL' })
    expect((await call(describeHistory, {})).warnings.join()).toMatch(/SQLITE_FULL/)
    await expect(call(changeHistory, { id: kept1[0] ?? '', note: 'n'.repeat(2_000) })).rejects.toThrow(
      /storage-failed.*SQLITE_FULL/s,
    )
    expect(await idsKept()).toEqual(expect.arrayContaining(kept1))
    execFileSync('rm', [filler])
    await call(saveEnvironment, { environment: anEnvironment('later') })
    expect((await send()).history).toEqual({ saved: true })
    // What waited in memory was written with it.
    expect(await idsKept()).toEqual(expect.arrayContaining(sent.map(({ attempt }) => attempt.id).slice(-40)))
    expect((await call(describeHistory, {})).warnings).toEqual([])
    const kept = JSON.parse(readFileSync(join(data, 'environments.json'), 'utf8')) as {
      environments: Environment[]
    }
    expect(kept.environments.map(({ id }) => id)).toEqual(expect.arrayContaining(['full', 'later']))
    expect(readdirSync(data).filter((name) => name.endsWith('.tmp'))).toEqual([])
    process.kill(workbench.pid, 'SIGTERM')
    expect(await workbench.ended).toBe(0)
  } finally {
    await server.stop()
    unmount(data)
  }
})

test('R66 a read-only data folder is said once, and everything that needs no disk works', async () => {
  test.skip(process.platform !== 'linux', 'needs a file system of its own')
  const folder = await makeFolder()
  const data = join(folder, 'data')
  await mkdir(data, { mode: 0o700 })
  test.skip(!mounted(data, 'size=2m,mode=0700'), 'this account may not mount a file system')
  try {
    const first = await runWorkbench({ folder })
    await (
      await openApi(first)
    )(listEnvironments, {})
    process.kill(first.pid, 'SIGTERM')
    await first.ended
    execFileSync('mount', ['-o', 'remount,ro', data])
    const workbench = await runWorkbench({ folder })
    const call = await openApi(workbench)
    expect((await call(getStatus, {})).warnings.join()).toContain('The data folder cannot be written')
    const { environments } = await call(listEnvironments, {})
    expect(environments[0]?.settings.tokenEndpoint).toMatch(/^http:/)
    expect((await call(listKeys, {})).keys.filter(({ practice }) => practice)).toHaveLength(2)
    const sendIn = await makeSendIn(call)
    const sent = await sendIn('practice', environments[0]?.settings.tokenEndpoint ?? '')
    expect(sent.attempt.response.status).toBe(401)
    expect(sent.history.saved).toBe(false)
    await expect(call(saveEnvironment, { environment: anEnvironment('a') })).rejects.toThrow(
      /storage-failed.*EROFS/s,
    )
    process.kill(workbench.pid, 'SIGTERM')
    expect(await workbench.ended).toBe(0)
  } finally {
    unmount(data)
  }
})

test('R71 a wall clock that jumps ahead and back breaks no session, no send and no order', async () => {
  test.skip(process.platform === 'win32', 'there is no signal to move the clock with')
  const server = await startMisbehaving()
  const clock = resolve(import.meta.dirname, '../support/jumping-clock.mjs')
  const workbench = await runWorkbench({
    args: ['--allow-target', server.address],
    env: { NODE_OPTIONS: `--import=${clock}` },
  })
  const call = await openApi(workbench)
  const sendTo = await makeSendTo(call)
  const sent: { id: string; sentAt: number; durationMs: number }[] = []
  for (let jump = 0; jump < 3; jump++) {
    const attempt = await sendTo(`${server.origin}/good`)
    expect(attempt.outcome.kind).toBe('token')
    sent.push(attempt)
    const { attempts } = await call(listAttempts, { environmentId: attempt.environmentId })
    expect(attempts.map(({ id }) => id)).toEqual([attempt.id])
    const before = (await call(getStatus, {})).now
    process.kill(workbench.pid, 'SIGUSR2')
    await expect.poll(async () => Math.abs((await call(getStatus, {})).now - before)).toBeGreaterThan(80_000)
  }
  const [first, second, third] = sent
  expect((second?.sentAt ?? 0) - (first?.sentAt ?? 0)).toBeGreaterThan(80_000)
  expect((third?.sentAt ?? 0) - (second?.sentAt ?? 0)).toBeLessThan(-80_000)
  for (const { durationMs } of sent) expect(durationMs).toBeLessThan(10_000)
  await workbench.stop()
  await server.stop()
})

test('R67 what the program writes is in its data folder and nowhere else', async () => {
  const folder = await makeFolder()
  const workbench = await runWorkbench({ folder })
  const call = await openApi(workbench)
  await call(saveEnvironment, { environment: anEnvironment('one') })
  await call(saveDraft, { environmentId: 'one', draft: aDraft(10) })
  expect(readdirSync(folder)).toEqual(['data'])
  expect(existsSync(join(folder, 'data', 'drafts.json'))).toBe(true)
  expect(statSync(join(folder, 'data', 'drafts.json')).size).toBeGreaterThan(0)
  await workbench.stop()
})
