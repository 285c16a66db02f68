import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addStartOptions, makeCommand, startOptions, type StartOptions } from './options.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-options-'))
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

/** What the command line and the variables mean together. */
const read = (args: readonly string[], variables: Readonly<Record<string, string>> = {}): StartOptions => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  const command = addStartOptions(makeCommand())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .action(() => undefined)
  command.parse([...args], { from: 'user' })
  return startOptions(command, process.env)
}

describe('what is not said', () => {
  it('is the ports of the manual, a stored data folder of the user, and keys of ./secrets, made already or not', () => {
    const { data, ...rest } = read([])
    expect(rest).toMatchObject({
      port: 7523,
      practicePort: 7524,
      open: false,
      keys: [join(folder, 'secrets')],
      usualKeys: true,
      allowTarget: [],
      env: undefined,
      caFile: undefined,
      stored: true,
    })
    expect(data).toMatch(/countersign/)
  })

  it('leaves ./secrets out where other key folders are named', () => {
    expect(read(['--keys', 'mine']).keys).toEqual([resolve(folder, 'mine')])
  })
})

interface Row {
  readonly why: string
  readonly args: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  readonly want: (at: (path: string) => string) => Partial<StartOptions>
}

const ROWS: readonly Row[] = [
  {
    why: 'a port, 0 for any free one',
    args: ['--port', '0'],
    variables: { COUNTERSIGN_PORT: '0' },
    want: () => ({ port: 0 }),
  },
  {
    why: 'a port of the practice server',
    args: ['--practice-port', '9100'],
    variables: { COUNTERSIGN_PRACTICE_PORT: '9100' },
    want: () => ({ practicePort: 9_100 }),
  },
  { why: 'open', args: ['--open'], variables: { COUNTERSIGN_OPEN: '1' }, want: () => ({ open: true }) },
  {
    why: 'do not open',
    args: ['--no-open'],
    variables: { COUNTERSIGN_OPEN: '0' },
    want: () => ({ open: false }),
  },
  {
    why: 'several key folders and files',
    args: ['--keys', 'a', '--keys', 'b/one.pem'],
    variables: { COUNTERSIGN_KEYS: ['a', 'b/one.pem'].join(delimiter) },
    want: (at) => ({ keys: [at('a'), at('b/one.pem')] }),
  },
  {
    why: 'another data folder',
    args: ['--data', 'kept'],
    variables: { COUNTERSIGN_DATA: 'kept' },
    want: (at) => ({ data: at('kept') }),
  },
  {
    why: 'a .env file',
    args: ['--env', 'sandbox.env'],
    variables: { COUNTERSIGN_ENV: 'sandbox.env' },
    want: (at) => ({ env: at('sandbox.env') }),
  },
  {
    why: 'private targets, an IPv6 address among them',
    args: ['--allow-target', 'EHR.local:8443', '--allow-target', '[fd00::1]:443'],
    variables: { COUNTERSIGN_ALLOW_TARGET: 'EHR.local:8443, [fd00::1]:443' },
    want: () => ({ allowTarget: ['ehr.local:8443', '[fd00::1]:443'] }),
  },
  {
    why: 'further certificates',
    args: ['--ca-file', 'ca.pem'],
    variables: { COUNTERSIGN_CA_FILE: 'ca.pem' },
    want: (at) => ({ caFile: at('ca.pem') }),
  },
  {
    why: 'nothing stored',
    args: ['--no-store'],
    variables: { COUNTERSIGN_NO_STORE: '1' },
    want: () => ({ stored: false }),
  },
]

describe.each(ROWS)('$why', ({ args, variables, want }) => {
  const at = (path: string) => resolve(folder, path)
  it('as an option', () => expect(read(args)).toMatchObject(want(at)))
  it('as a variable', () => expect(read([], variables)).toMatchObject(want(at)))
})

it('the command line wins over a variable', () => {
  expect(read(['--port', '1', '--open'], { COUNTERSIGN_PORT: '2', COUNTERSIGN_OPEN: '0' })).toMatchObject({
    port: 1,
    open: true,
  })
})

it.each(['0', 'false', 'no', ''])('COUNTERSIGN_NO_STORE=%j stores', (text) =>
  expect(read([], { COUNTERSIGN_NO_STORE: text }).stored).toBe(true),
)

it.each([
  { why: 'a port that is no number', args: ['--port', 'http'] },
  { why: 'a port beyond the last', args: ['--port', '65536'] },
  { why: 'a target without its port', args: ['--allow-target', 'ehr.local'] },
  { why: 'a target that is a URL', args: ['--allow-target', 'https://ehr.local:443'] },
  { why: 'an option that does not exist', args: ['--prot', '1'] },
])('refuses $why', ({ args }) => expect(() => read(args)).toThrow())
