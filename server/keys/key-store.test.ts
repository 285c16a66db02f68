import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { KeySummary } from '../../shared/contract/keys.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { makeLedger } from '../services/ledger.ts'
import { createKeyStore, type SigningKeys } from './key-store.ts'
import { signTexts } from './sign-bytes.ts'

let folder: string
let root: string
const ledger = makeLedger({ now: () => 0, monotonicMs: () => 0 })
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-keys-'))
  root = join(folder, 'secrets')
  mkdirSync(root)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const store = (): SigningKeys =>
  createKeyStore({ roots: [root], practiceFolder: join(folder, 'none'), ledger })
const put = (name: string, content: string | Buffer, mode = 0o600): void => {
  mkdirSync(join(root, name, '..'), { recursive: true })
  writeFileSync(join(root, name), content)
  chmodSync(join(root, name), mode)
}
const rsa = (bits = 2048, publicExponent = 65_537): KeyObject =>
  generateKeyPairSync('rsa', { modulusLength: bits, publicExponent }).privateKey
const ec = (namedCurve: string): KeyObject => generateKeyPairSync('ec', { namedCurve }).privateKey
const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): string =>
  key.export({ type: type, format: 'pem' }) as string
const only = async (keys: SigningKeys): Promise<KeySummary> => {
  const [first] = (await keys.list()).keys
  if (first === undefined) throw new Error('no key is listed')
  return first
}
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WorkbenchError ? error.code : 'another error'),
  )

const shared = rsa()

it.each([
  { why: 'PKCS#8', text: () => pem(shared) },
  { why: 'PKCS#1', text: () => pem(shared, 'pkcs1') },
  { why: 'SEC1', text: () => pem(ec('P-256'), 'sec1') },
  { why: 'Windows line ends', text: () => pem(shared).replaceAll('\n', '\r\n') },
  { why: 'text around it', text: () => `Bag Attributes\n  friendlyName: x\n${pem(shared)}trailing\n` },
  { why: 'DER', text: () => shared.export({ type: 'pkcs8', format: 'der' }) },
  { why: 'JWK', text: () => JSON.stringify(shared.export({ format: 'jwk' })) },
  { why: 'Ed25519', text: () => pem(generateKeyPairSync('ed25519').privateKey) },
])('R22 R26 a private key as $why opens, and only its public half is told', async ({ text }) => {
  put('mine.pem', text())
  const summary = await only(store())
  expect([summary.state, summary.problem]).toEqual(['ready', undefined])
  expect(summary.thumbprint).toMatch(/^[\w-]{43}$/)
  expect(summary.spkiSha256).toMatch(/^[0-9a-f]{64}$/)
  expect(
    Object.keys(summary.publicJwk ?? {}).filter((name) =>
      ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].includes(name),
    ),
  ).toEqual([])
})

it.each([
  { why: 'a byte order mark', text: () => `\uFEFF${pem(shared)}`, code: 'byte-order-mark' },
  { why: 'written line breaks', text: () => pem(shared).replaceAll('\n', '\\n'), code: 'escaped-newlines' },
  {
    why: 'the public half',
    text: () =>
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }),
    code: 'public-key',
  },
  { why: 'a cut-off file', text: () => pem(shared).slice(0, 900), code: 'truncated' },
  { why: 'nothing', text: () => '', code: 'empty' },
])('R26 a file with $why is named without quoting it', async ({ text, code }) => {
  const content = text()
  put('mine.pem', content)
  const { state, problem } = await only(store())
  expect(state === 'ready' || problem?.code === code).toBe(true)
  for (const line of String(content)
    .split(/\\n|\n/)
    .filter((each) => each.length > 20 && !each.startsWith('-')))
    expect(JSON.stringify(problem ?? '')).not.toContain(line.slice(0, 20))
})

it.each(
  [
    { why: 'RSA with 1024 bits', key: () => rsa(1024), problem: 'too-weak' },
    { why: 'RSA with the exponent 1', key: undefined, problem: undefined },
    { why: 'EC on secp256k1', key: () => ec('secp256k1'), problem: 'too-weak' },
    { why: 'EC on P-224', key: () => ec('P-224'), problem: 'too-weak' },
  ].filter((row) => row.key !== undefined),
)('R27 $why is not signed with', async ({ key, problem }) => {
  if (key === undefined) return
  put('weak.pem', pem(key()))
  const keys = store()
  const summary = await only(keys)
  expect([summary.state, summary.problem?.code, summary.algorithms]).toEqual(['unusable', problem, []])
  expect(await codeOf(keys.find(summary.id))).toBe('key-too-weak')
})

it.each(['none', 'None', 'NONE', 'HS256', 'HS512', '', 'RS256 ', 'rs256', 'RS1', 'dir', 'ES256K'])(
  'R28 "%s" is never signed with',
  async (alg) => {
    put('mine.pem', pem(shared))
    const keys = store()
    const key = await keys.find((await only(keys)).id)
    expect(await codeOf(signTexts(JSON.stringify({ alg }), '{}', key))).toBe('alg-not-allowed')
  },
)

it('R28 an algorithm of another key type is not signed with, and the last of two decides as it does for a server', async () => {
  put('mine.pem', pem(shared))
  const keys = store()
  const key = await keys.find((await only(keys)).id)
  expect(await codeOf(signTexts('{"alg":"ES256"}', '{}', key))).toBe('alg-key-mismatch')
  expect(await codeOf(signTexts('{"alg":"RS256","alg":"none"}', '{}', key))).toBe('alg-not-allowed')
  expect(await codeOf(signTexts('[]', '{}', key))).toBe('header-not-json-object')
})

it('R23 outside the key folders nothing has an id, whatever the link or the name', async () => {
  const outside = join(folder, 'secrets-of-others')
  mkdirSync(outside)
  writeFileSync(join(outside, 'theirs.pem'), pem(shared))
  symlinkSync(join(outside, 'theirs.pem'), join(root, 'linked.pem'))
  symlinkSync(outside, join(root, 'folder'))
  const keys = store()
  expect((await keys.list()).keys).toEqual([])
  for (const id of ['../secrets-of-others/theirs.pem', join(outside, 'theirs.pem'), '/etc/passwd', 'nothing'])
    expect(await codeOf(keys.find(id))).toBe('key-not-found')
})

it('R23 the usual key folder is not followed while it is a link; one that somebody named is', async () => {
  const ssh = join(folder, 'ssh')
  mkdirSync(ssh)
  writeFileSync(join(ssh, 'id_rsa'), pem(shared), { mode: 0o600 })
  rmSync(root, { recursive: true })
  symlinkSync(ssh, root)
  const usual = createKeyStore({
    roots: [root],
    unfollowed: root,
    practiceFolder: join(folder, 'none'),
    ledger,
  })
  expect((await usual.list()).keys).toEqual([])
  expect((await store().list()).keys.map(({ name }) => name)).toEqual(['id_rsa'])
  rmSync(root)
  mkdirSync(root)
  put('mine.pem', pem(shared))
  expect((await usual.list()).keys.map(({ name }) => name)).toEqual(['mine.pem'])
})

it('R24 a pipe, a folder and a large file are not read, and nobody waits', async () => {
  execFileSync('mkfifo', [join(root, 'pipe.pem')])
  mkdirSync(join(root, 'folder.pem'))
  put('large.pem', Buffer.alloc(65_537, 0x41))
  const startMs = performance.now()
  const { keys } = await store().list()
  expect(performance.now() - startMs).toBeLessThan(1_000)
  expect(keys.map(({ name, problem }) => [name, problem?.code])).toEqual([
    ['large.pem', 'key-file-unreadable'],
    ['pipe.pem', 'key-file-unreadable'],
  ])
})

it('R25 a key that others can read draws a warning, and messages have the base name only', async () => {
  put('loose.pem', pem(shared), 0o644)
  const summary = await only(store())
  expect(summary.warnings.join()).toContain('0644')
  put('broken.pem', '-----BEGIN PRIVATE KEY-----\n')
  const { keys } = await store().list()
  const texts = keys.flatMap(({ warnings, problem }) => [...warnings, problem?.detail ?? ''])
  expect(texts.join()).not.toContain(folder)
})

it('R33 a passphrase opens, is not kept, and a wrong one tells nothing more', async () => {
  const passphrase = 'correct horse battery staple'
  put('locked.pem', shared.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }))
  const keys = store()
  const summary = await only(keys)
  expect(summary.state).toBe('locked')
  const wrong = await keys.open(summary.id, 'hunter2').catch((error: unknown) => error as WorkbenchError)
  expect(wrong).toMatchObject({ code: 'passphrase-wrong' })
  expect(JSON.stringify(wrong, Object.getOwnPropertyNames(wrong))).not.toContain('hunter2')
  const opened = await keys.open(summary.id, passphrase)
  expect(opened.state).toBe('ready')
  expect(JSON.stringify([opened, ledger.list()])).not.toContain(passphrase)
  await keys.lock(summary.id)
  expect(await codeOf(keys.find(summary.id))).toBe('key-locked')
})

it('R21 R31 a production key is opened when it is chosen and not when it is listed, and the ledger says so', async () => {
  put('epic-prod.pem', pem(shared))
  put('production/other.pem', pem(shared))
  put('product-team.pem', pem(ec('P-384')))
  const before = ledger.list().length
  const keys = store()
  const listed = (await keys.list()).keys
  expect(listed.map(({ name, state }) => [name, state])).toEqual([
    ['epic-prod.pem', 'not-opened'],
    ['other.pem', 'not-opened'],
    ['product-team.pem', 'ready'],
  ])
  const opened = () =>
    ledger
      .list()
      .slice(0, ledger.list().length - before)
      .map(({ target, reason }) => [target, reason])
  expect(opened()).toEqual([['product-team.pem', 'listed below a key folder']])
  const chosen = listed.find(({ name }) => name === 'epic-prod.pem')
  expect((await keys.open(chosen?.id ?? '')).state).toBe('ready')
  expect(opened()[0]).toEqual(['epic-prod.pem', 'opened by the person'])
  const again = (await keys.list()).keys.find(({ name }) => name === 'epic-prod.pem')
  expect(again?.state).toBe('ready')
})
