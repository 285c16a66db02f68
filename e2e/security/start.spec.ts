import { chownSync, existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { networkInterfaces, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { listEnvironments } from '../../shared/contract/environments.ts'
import { getStatus, openSession } from '../../shared/contract/session.ts'
import { openApi } from '../support/call-api.ts'
import { runToEnd } from '../support/run-program.ts'
import { makeFolder, runWorkbench } from '../support/run-workbench.ts'
import { expect, test } from '../support/test.ts'

const MAIN = resolve(import.meta.dirname, '../../dist/server/main.js')

const reaches = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 })
    const done = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', done(true)).once('error', done(false)).once('timeout', done(false))
  })

test('R01 only 127.0.0.1 is listened on, and no option widens that', async () => {
  const workbench = await runWorkbench()
  try {
    const port = Number(new URL(workbench.origin).port)
    expect(await reaches('127.0.0.1', port)).toBe(true)
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal }) => !internal)
    for (const { address } of others)
      expect([address, await reaches(address, port)]).toEqual([address, false])
    expect(await reaches('127.0.0.2', port)).toBe(false)
    expect(await reaches('::1', port)).toBe(false)
  } finally {
    await workbench.stop()
  }
  const folder = await makeFolder()
  for (const host of ['0.0.0.0', '::', '', '１２７.0.0.1']) {
    const { code, stdout } = await runToEnd(['--host', host, '--port', '0', '--no-store'], { cwd: folder })
    expect([host, code, stdout]).toEqual([host, 1, ''])
  }
})

test("R07 R67 the start code is in no argument and no variable, and what is on the disk is the owner's alone", async () => {
  test.skip(process.platform === 'win32', 'modes mean nothing there')
  const folder = await makeFolder()
  const bin = join(folder, 'bin')
  await mkdir(bin)
  // Stands in for the browser: it only remembers what it was told to open.
  await writeFile(join(bin, 'xdg-open'), `#!/bin/sh\necho "$@" > ${join(folder, 'opened')}\n`, {
    mode: 0o755,
  })
  const workbench = await runWorkbench({
    folder,
    command: ['sh', '-c', 'umask 000; exec "$0" "$@"', process.execPath, MAIN],
    args: ['--open'],
    env: { PATH: `${bin}:${process.env['PATH']}` },
  })
  try {
    const code = workbench.bootUrl.split('boot=')[1] ?? 'missing'
    const data = join(folder, 'data')
    const call = await openApi(workbench)
    await call(listEnvironments, {})
    if (existsSync(`/proc/${workbench.pid}/cmdline`)) {
      for (const name of ['cmdline', 'environ']) {
        const text = readFileSync(`/proc/${workbench.pid}/${name}`, 'latin1')
        expect(text).not.toContain('boot=')
        expect(text).not.toContain(code)
      }
    }
    expect(statSync(data).mode & 0o777).toBe(0o700)
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter(
      (entry) => !entry.isDirectory(),
    )
    expect(files.length).toBeGreaterThan(1)
    for (const { parentPath, name } of files)
      expect([name, statSync(join(parentPath, name)).mode & 0o777]).toEqual([name, 0o600])
    expect(workbench.logText()).not.toContain(code)
  } finally {
    await workbench.stop()
  }
})

test('R67 a data folder that everybody may write to, or of another user, is refused', async () => {
  test.skip(process.platform === 'win32', 'modes mean nothing there')
  const folder = await makeFolder()
  const open = join(folder, 'open')
  await mkdir(open)
  await chmod(open, 0o777)
  const refused = await runToEnd(['--port', '0', '--data', open], { cwd: folder })
  expect([refused.code, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toContain('everybody may write')
  if (process.getuid?.() !== 0) return
  const foreign = join(folder, 'foreign')
  await mkdir(foreign, { mode: 0o700 })
  chownSync(foreign, 12_345, 12_345)
  expect((await runToEnd(['--port', '0', '--data', foreign], { cwd: folder })).stderr).toContain(
    'another user',
  )
})

test('R70 a busy port ends the start at once, in one line, and nothing is made', async () => {
  const busy = createServer()
  await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done))
  const { port } = busy.address() as AddressInfo
  const folder = await makeFolder()
  const data = join(folder, 'data')
  const { code, stdout, stderr, durationMs } = await runToEnd(['--port', String(port), '--data', data], {
    cwd: folder,
  })
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toBe(
    `countersign: 127.0.0.1:${port} is in use; choose another with --port, or 0 for any free one\n`,
  )
  expect(durationMs).toBeLessThan(3_000)
  expect(existsSync(data)).toBe(false)
  busy.close()
})

test('R68 a second program on the same data folder does not start, and after a kill the next one does', async () => {
  const folder = await makeFolder()
  const data = join(folder, 'data')
  const first = await runWorkbench({ folder })
  const second = await runToEnd(['--port', '0', '--data', data], { cwd: folder })
  expect([second.code, second.stdout]).toEqual([3, ''])
  expect(second.stderr).toContain('another countersign runs on')
  const asked = await runToEnd(['open', '--data', data], { cwd: folder })
  const elsewhere = await runToEnd(['--data', data, 'open'], { cwd: folder })
  expect([asked.stdout, elsewhere.stdout].join('')).toContain(`${first.origin}/#boot=`)
  process.kill(first.pid, 'SIGKILL')
  await first.ended
  const third = await runWorkbench({ folder })
  await third.stop()
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`R69 ${signal} ends the program within three seconds, with connections open, and leaves no socket or launch page`, async () => {
    const folder = await makeFolder()
    const workbench = await runWorkbench({ folder })
    const held = connect(Number(new URL(workbench.origin).port), '127.0.0.1')
    held.on('error', () => undefined)
    await new Promise((done) => held.once('connect', done))
    held.write('POST /api/session HTTP/1.1\r\n')
    const startMs = performance.now()
    process.kill(workbench.pid, signal)
    expect(await workbench.ended).toBe(0)
    expect(performance.now() - startMs).toBeLessThan(3_000)
    const left = readdirSync(join(folder, 'data')).filter((name) => /launch|sock|tmp/.test(name))
    expect(left).toEqual([])
  })
}

test('R63 without HOME the data goes where the variables of the system say', async () => {
  test.skip(process.platform !== 'linux', 'XDG_DATA_HOME is read on Linux')
  const folder = await makeFolder()
  const start = 'exec "$0" "$1" --port 0 --practice-port 0 --no-open'
  const workbench = await runWorkbench({
    folder,
    // The data folder that is usually given is left out.
    command: ['sh', '-c', start, process.execPath, MAIN],
    env: { HOME: undefined, XDG_DATA_HOME: join(folder, 'xdg') },
  })
  const call = await openApi(workbench)
  expect((await call(getStatus, {})).dataFolder).toBe(join(folder, 'xdg', 'countersign'))
  await workbench.stop()
})

for (const HOME of [undefined, ''])
  test(`R63 with HOME ${HOME === '' ? 'empty' : 'unset'} and no variable the data lies in the home of the account`, async () => {
    test.skip(process.platform !== 'linux', 'the account is asked for its home on Linux')
    const folder = await makeFolder()
    // A command that makes nothing and names the folder.
    const asked = await runToEnd(['open'], { cwd: folder, env: { HOME, XDG_DATA_HOME: undefined } })
    const data = join(userInfo().homedir, '.local', 'share', 'countersign')
    expect(asked).toMatchObject({ code: 1, stdout: '' })
    expect(asked.stderr).toBe(`countersign: no countersign is running on ${data}\n`)
    expect(readdirSync(folder)).toEqual([])
  })

test('R63 a closed output and log do not end the program', async () => {
  const workbench = await runWorkbench()
  const call = await openApi(workbench)
  workbench.closeOutput()
  workbench.type('\n\n')
  // Each of these is worth a line on the log.
  for (let i = 0; i < 3; i++) await expect(call(openSession, { boot: 'guess' })).rejects.toThrow(/401/)
  expect((await call(getStatus, {})).version).toMatch(/^\d/)
  expect(await workbench.end('SIGTERM')).toBe(0)
  await workbench.stop()
})
