import { readFileSync, writeFileSync } from 'node:fs'
import { readLedger } from '../../shared/contract/ledger.ts'
import { getStatus } from '../../shared/contract/session.ts'
import { fetchDocument } from '../../shared/contract/token-requests.ts'
import { MISBEHAVIOURS, startMisbehaving, type MisbehavingServer } from '../fakes/misbehaving-server.ts'
import { openApi } from '../support/call-api.ts'
import { runWorkbench, type Workbench } from '../support/run-workbench.ts'
import { makeSendTo } from '../support/send-to.ts'
import { expect, test } from '../support/test.ts'

const GROWTH_LIMIT_KB = 40 * 1_024

/** Class of the failure, or how the answer reads; and the longest that it may take. */
const WANTED: Readonly<Record<string, { want: RegExp; withinMs?: number }>> = {
  'reset-at-once': { want: /^reset/ },
  'reset-in-body': { want: /^(reset|truncated)/ },
  'close-at-once': { want: /^reset/ },
  truncate: { want: /^truncated/ },
  'truncate-chunked': { want: /^truncated/ },
  'shorter-than-sent': { want: /^not JSON/ },
  stall: { want: /^timeout: header-timeout/, withinMs: 18_000 },
  'stall-in-body': { want: /^timeout: body-timeout/, withinMs: 18_000 },
  'drip-headers': { want: /^timeout/, withinMs: 32_000 },
  drip: { want: /^timeout/, withinMs: 32_000 },
  'bomb-gzip': { want: /^too-large/ },
  'bomb-br': { want: /^too-large/ },
  'encoding-chain': { want: /^encoding: .*more than one/ },
  'encoding-chain-of-lines': { want: /^encoding: .*more than one/ },
  'encoding-unknown': { want: /^encoding: .*zstd/ },
  'encoding-damaged': { want: /^encoding/ },
  'hundred-megabytes': { want: /^too-large/ },
  'header-bomb': { want: /^too-large/ },
  html: { want: /^a page/ },
  'invalid-utf-8': { want: /^not UTF-8/ },
  'byte-order-mark': { want: /^not JSON: .*byte order mark/ },
  nan: { want: /^not JSON/ },
  'deep-json': { want: /^not JSON: .*64 levels/ },
  'many-keys': { want: /^not JSON: .*20000 members/ },
  'same-keys': { want: /^not JSON: .*20000 members/ },
  'million-keys': { want: /^too-large/ },
  proto: { want: /^token/ },
  'duplicate-keys': { want: /^token/ },
  'huge-number': { want: /^token/ },
  empty: { want: /^empty/ },
  'no-http': { want: /^encoding/ },
  hostile: { want: /^oauth-error: invalid_client/ },
  '301': { want: /^redirect/ },
  '302': { want: /^redirect/ },
  '303': { want: /^redirect/ },
  '307': { want: /^redirect/ },
  '308': { want: /^redirect/ },
  'to-metadata': { want: /^redirect/ },
  good: { want: /^token/ },
}
const SLOW = ['stall', 'stall-in-body', 'drip-headers', 'drip']
/** Of the length of a chain of redirects, and of where it leads: only a GET goes along. */
const REDIRECTS_OF_GET = ['loop', 'to-file', 'to-nonsense', 'to-other-port']

let server: MisbehavingServer
let workbench: Workbench
let call: Awaited<ReturnType<typeof openApi>>
let sendTo: Awaited<ReturnType<typeof makeSendTo>>

test.beforeAll(async () => {
  server = await startMisbehaving()
  workbench = await runWorkbench({ args: ['--allow-target', server.address] })
  call = await openApi(workbench)
  sendTo = await makeSendTo(call)
})
test.afterAll(async () => {
  await workbench.stop()
  await server.stop()
})

const statusKb = (name: 'VmRSS' | 'VmHWM'): number | undefined => {
  const text = readFileSync(`/proc/${workbench.pid}/status`, 'utf8')
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1])
}

/** Kilobytes of memory of the program now, from where the peak is counted; undefined where the system does not tell. */
const memoryKb = (): number | undefined => {
  try {
    writeFileSync(`/proc/${workbench.pid}/clear_refs`, '5')
    return statusKb('VmRSS')
  } catch {
    return undefined
  }
}

const reading = async (fault: string): Promise<{ text: string; durationMs: number }> => {
  const { outcome, durationMs } = await sendTo(`${server.origin}/${fault}`)
  const text = {
    'no-response': () => (outcome.kind === 'no-response' ? `${outcome.failure}: ${outcome.detail}` : ''),
    'oauth-error': () => (outcome.kind === 'oauth-error' ? `oauth-error: ${outcome.error}` : ''),
    token: () => 'token',
    'not-conformant': () =>
      outcome.kind === 'not-conformant'
        ? outcome.why
            .replace(/^(the body is |it )/, '')
            .replace('not UTF-8 text', 'not UTF-8')
            .replace(/^redirects/, 'redirects')
        : '',
  }[outcome.kind]()
  return { text, durationMs }
}

test('R44 every misbehaviour of the fake server has its expectation', () => {
  expect(Object.keys(MISBEHAVIOURS).sort()).toEqual([...Object.keys(WANTED), ...REDIRECTS_OF_GET].sort())
})

for (const fault of Object.keys(WANTED).filter((name) => !SLOW.includes(name))) {
  test(`R39 R40 R43 R44 a token endpoint that does "${fault}" is a result, sent once, in bounded memory`, async () => {
    await reading('good')
    const beforeKb = memoryKb()
    const sentBefore = server.requests(fault)
    const ledgerBefore = (await call(readLedger, {})).entries.length
    const startMs = performance.now()
    const { text } = await reading(fault)
    expect(text).toMatch(WANTED[fault]?.want ?? /^never$/)
    expect(performance.now() - startMs).toBeLessThan(WANTED[fault]?.withinMs ?? 10_000)
    expect(server.requests(fault) - sentBefore).toBe(1)
    expect((await call(readLedger, {})).entries.length - ledgerBefore).toBe(1)
    // The most that it had in between, not what is left of it.
    if (beforeKb !== undefined) expect((statusKb('VmHWM') ?? NaN) - beforeKb).toBeLessThan(GROWTH_LIMIT_KB)
    await expect.poll(() => server.open()).toBe(0)
    expect((await call(getStatus, {})).version).toMatch(/^\d/)
  })
}

test('R16 R44 R48 four endpoints that never finish are given up in time, and the program answers meanwhile', async () => {
  test.setTimeout(90_000)
  const slow = SLOW.map(async (fault) => {
    const { text, durationMs } = await reading(fault)
    expect(text).toMatch(WANTED[fault]?.want ?? /^never$/)
    expect(durationMs).toBeLessThan(WANTED[fault]?.withinMs ?? 0)
  })
  await expect.poll(() => server.open()).toBe(4)
  const startMs = performance.now()
  await call(getStatus, {})
  expect(performance.now() - startMs).toBeLessThan(1_000)
  await Promise.all(slow)
  await expect.poll(() => server.open()).toBe(0)
})

test('R72 R73 nothing that a server sends changes the program, and nothing is on its log', async () => {
  for (const fault of ['proto', 'hostile', 'duplicate-keys', 'deep-json']) await reading(fault)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(JSON.stringify(await call(getStatus, {}))).not.toContain('polluted')
  const log = workbench.logText()
  expect(log).not.toContain('a-token-of-nobody')
  expect(log).not.toContain('an operation failed')
  expect(log).not.toMatch(/nobody caught/)
})

const get = (fault: string) =>
  call(fetchDocument, {
    environmentId: 'practice',
    kind: 'smart-configuration',
    url: `${server.origin}/${fault}`,
    confirm: [],
  })

for (const { fault, want, requests } of [
  { fault: '302', want: undefined, requests: 1 },
  { fault: '308', want: undefined, requests: 1 },
  { fault: 'loop', want: /too many/, requests: 4 },
  { fault: 'to-metadata', want: /not contacted/, requests: 1 },
  { fault: 'to-file', want: /not contacted/, requests: 1 },
  { fault: 'to-nonsense', want: /no URL/, requests: 1 },
]) {
  test(`R35 R37 a document that redirects as "${fault}" is followed as far as it may be`, async () => {
    const before = server.requests(fault)
    const { document } = await get(fault)
    expect(document.failure).toBe(want === undefined ? undefined : 'redirect')
    if (want !== undefined) expect(document.detail).toMatch(want)
    expect(server.requests(fault) - before).toBe(requests)
  })
}

test('R37 a redirect to another private port is asked about, whatever the first one was allowed', async () => {
  await expect(get('to-other-port')).rejects.toThrow(/confirmation-required/)
})
