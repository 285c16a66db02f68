import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
// Loaded here, so that no test waits for it.
import '../../shared/lint/registry.ts'
import { epicSandbox } from '../../shared/profiles/epic-sandbox.ts'
import { makeKeyHygiene } from './key-hygiene.ts'
import { createKeyStore } from './key-store.ts'

const PEM = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
const ESCAPED = `"${PEM.replaceAll('\n', '\\n')}"\r\n`

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hygiene-'))))
afterEach(() => rm(folder, { recursive: true }))

const withKey = async (text: string, options: { name?: string; productionUses?: string[] } = {}) => {
  await writeFile(join(folder, options.name ?? 'epic.pem'), text, { mode: 0o600 })
  const ledger = { record: () => undefined, list: () => [] }
  const keys = createKeyStore({ roots: [folder], practiceFolder: join(folder, 'none'), ledger })
  const keyId = (await keys.list()).keys[0]?.id ?? ''
  const productionUses = () => options.productionUses ?? []
  return { hygiene: makeKeyHygiene({ keys, folder, productionUses }), keyId, keys }
}

it('says what is wrong, what OpenSSL says, and that the repair loads', async () => {
  const { hygiene, keyId } = await withKey(ESCAPED)
  const said = await hygiene.inspect(keyId, epicSandbox, [])
  expect(said.findings.map(({ ruleId }) => ruleId)).toContain('key-literal-newlines')
  // Its own words: what stands in the log of a program that failed.
  expect(said.openssl).toMatch(
    /^refuses it: error:[0-9A-F]+:DECODER routines::unsupported, ERR_OSSL_UNSUPPORTED$/,
  )
  expect(said.repair).toMatchObject({ loads: true })
})

it('no piece of the key is in what it says', async () => {
  const { hygiene, keyId } = await withKey(ESCAPED)
  const said = JSON.stringify(await hygiene.inspect(keyId, epicSandbox, []))
  const body = PEM.split('\n').slice(1, -2)
  expect(body.filter((line) => said.includes(line.slice(0, 16)))).toEqual([])
})

it('the repaired copy is the key again, private, and never over another file', async () => {
  const { hygiene, keyId, keys } = await withKey(ESCAPED)
  const names = [await hygiene.saveRepaired(keyId, []), await hygiene.saveRepaired(keyId, [])].map(
    ({ name }) => name,
  )
  expect(names).toEqual(['epic.repaired.pem', 'epic.repaired-2.pem'])
  const path = join(folder, 'epic.repaired.pem')
  expect((await readFile(path, 'utf8')).trim()).toBe(PEM.trim())
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readFile(join(folder, 'epic.pem'), 'utf8')).toBe(ESCAPED)
  expect((await keys.list()).keys.filter(({ state }) => state === 'ready')).toHaveLength(2)
})

it('writes no copy of a file that needs none, or that no repair helps', async () => {
  for (const text of [PEM, 'SHA256:abc'])
    await expect(
      withKey(text).then(({ hygiene, keyId }) => hygiene.saveRepaired(keyId, [])),
    ).rejects.toMatchObject({
      code: 'key-unusable',
    })
})

it.each(['rsa-3072', 'ec-p384'] as const)('makes a %s key that is ready to sign', async (kind) => {
  const { hygiene } = await withKey(PEM)
  const { key } = await hygiene.make({ kind })
  expect(key).toMatchObject({ name: `${kind}.pem`, state: 'ready', mode: '0600' })
})

it('says so when the first key path is a single file', async () => {
  const { keys } = await withKey(PEM)
  const hygiene = makeKeyHygiene({ keys, folder: join(folder, 'epic.pem'), productionUses: () => [] })
  await expect(hygiene.make({ kind: 'ec-p384' })).rejects.toMatchObject({ code: 'storage-failed' })
})

it('leaves JSON alone: its escapes belong to it', async () => {
  const { hygiene, keyId } = await withKey(JSON.stringify({ type: 'service_account', private_key: PEM }))
  expect(await hygiene.inspect(keyId, epicSandbox, [])).not.toHaveProperty('repair')
  await expect(hygiene.saveRepaired(keyId, [])).rejects.toMatchObject({ code: 'key-unusable' })
})

it('OpenSSL refuses a JWK without quoting it, and loads or knows what it can', async () => {
  const words = async (text: string) => {
    const { hygiene, keyId } = await withKey(text)
    return (await hygiene.inspect(keyId, epicSandbox, [])).openssl
  }
  expect(await words('{"kty":"RSA","n":"AQAB","d":7}')).toMatch(/^refuses it: ERR_[A-Z_]+$/)
  expect(await words(PEM)).toBe('loads it')
  const encrypted = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  })
  expect(await words(encrypted.toString())).toBe('knows it, and asks for its passphrase')
})

it.each([
  {
    why: 'an environment signs with it',
    options: { productionUses: ['Epic PROD'] },
    says: /signs for Epic PROD/,
  },
  { why: 'its name says so', options: { name: 'epic-prod.pem' }, says: /epic-prod\.pem is for production/ },
])('a key of production is read after a yes: $why', async ({ options, says }) => {
  const { hygiene, keyId } = await withKey(ESCAPED, options)
  const id = `production-key ${keyId}`
  const refusals = [
    () => hygiene.inspect(keyId, epicSandbox, []),
    () => hygiene.saveRepaired(keyId, ['another']),
  ]
  for (const refused of refusals)
    await expect(refused()).rejects.toMatchObject({
      code: 'confirmation-required',
      confirmations: [{ id, kind: 'production-key', message: expect.stringMatching(says) as string }],
    })
  expect((await hygiene.inspect(keyId, epicSandbox, [id])).repair).toMatchObject({ loads: true })
  expect((await hygiene.saveRepaired(keyId, [id])).folder).toBe(folder)
})
