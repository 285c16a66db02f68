import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
// Loaded here, so that no test waits for it.
import '../../shared/lint/registry.ts'
import { rfc7523 } from '../../shared/profiles/rfc7523.ts'
import type { LedgerEntry } from '../../shared/contract/ledger.ts'
import { makeKeyHygiene } from './key-hygiene.ts'
import { createKeyStore } from './key-store.ts'
import { createVariableKeys } from './variable-keys.ts'

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const PEM = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const LOCKED = pair.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' })
  .toString()
const ACCOUNT = JSON.stringify({ type: 'service_account', client_email: 'a@b', private_key: PEM })
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const escaped = (text: string): string => text.replaceAll('\n', '\\n')

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'variables-'))))
afterEach(() => rm(folder, { recursive: true }))

const withVariables = (env: Record<string, string>, remembered: string[] = []) => {
  const ledger: Omit<LedgerEntry, 'sequence' | 'at'>[] = []
  const record = { record: (entry: (typeof ledger)[number]) => void ledger.push(entry), list: () => [] }
  const variables = createVariableKeys({ env, ledger: record, remembered: () => remembered })
  const keys = createKeyStore({ roots: [], practiceFolder: folder, ledger: record, variables })
  const hygiene = makeKeyHygiene({ keys, folder: join(folder, 'secrets'), productionUses: () => [] })
  return { variables, keys, hygiene, ledger }
}

it('names the variables, those that sound like a key first, and reads none', () => {
  const { variables, ledger } = withVariables({ PATH: '/bin', EPIC_KEY: 'x', EMPTY_KEY: '', APP_JWK: 'y' })
  expect(variables.names()).toEqual(['APP_JWK', 'EPIC_KEY', 'PATH'])
  expect(ledger).toEqual([])
})

describe('a variable that holds a key', () => {
  it.each([
    { why: 'as it is', value: PEM, layers: undefined },
    { why: 'with \\n for line ends', value: escaped(PEM), layers: /: line breaks written as \\n\./ },
    { why: 'in quotes as well', value: `"${escaped(PEM)}"`, layers: /quotes, line breaks written as \\n\./ },
    { why: 'in base64', value: base64(PEM), layers: /: base64\./ },
    {
      why: 'in quoted base64 of an escaped one',
      value: `'${base64(escaped(PEM))}'`,
      layers: /quotes, base64, line breaks/,
    },
    { why: 'as a service account in base64', value: base64(ACCOUNT), layers: /: base64\./ },
  ])('signs, $why, and names the layers', async ({ value, layers }) => {
    const { variables, keys } = withVariables({ EPIC_KEY: value })
    const summary = await variables.choose('EPIC_KEY')
    expect(summary).toMatchObject({ name: 'EPIC_KEY', variable: 'EPIC_KEY', state: 'ready' })
    expect(summary.publicPem).toBe(pair.publicKey.export({ type: 'spki', format: 'pem' }))
    if (layers) expect(summary.warnings[0]).toMatch(layers)
    else expect(summary.warnings).toEqual([])
    expect((await keys.list()).keys).toEqual([summary])
    const { key } = await keys.find(summary.id)
    expect(key.equals(pair.privateKey)).toBe(true)
  })

  it('with a passphrase is locked, opens and locks again', async () => {
    const { variables, keys } = withVariables({ EPIC_KEY: escaped(LOCKED) })
    const { id, state } = await variables.choose('EPIC_KEY')
    expect(state).toBe('locked')
    await expect(keys.open(id, 'wrong')).rejects.toMatchObject({ code: 'passphrase-wrong' })
    expect(await keys.open(id, 'open sesame')).toMatchObject({ state: 'ready' })
    expect(await keys.lock(id)).toMatchObject({ state: 'locked' })
    await expect(keys.find(id)).rejects.toMatchObject({ code: 'key-locked' })
  })

  it('is explained, and its repaired copy goes into the key folder, for its owner alone', async () => {
    const { variables, hygiene, ledger } = withVariables({ 'npm_config_//a:key': `"${escaped(PEM)}"` })
    const { id } = await variables.choose('npm_config_//a:key')
    const said = await hygiene.inspect(id, rfc7523, [])
    expect(said.findings.map(({ ruleId }) => ruleId)).toContain('key-literal-newlines')
    expect(said.repair).toMatchObject({ steps: ['quotes', 'escaped-newlines'], loads: true })
    const saved = await hygiene.saveRepaired(id, [])
    expect(saved).toEqual({ name: 'a_key.repaired.pem', folder: join(folder, 'secrets') })
    const path = join(saved.folder, saved.name)
    expect(await readFile(path, 'utf8')).toBe(PEM)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(ledger.map(({ target, reason }) => [target, reason])).toEqual([
      ['variable npm_config_//a:key', 'chosen by the person'],
      ['variable npm_config_//a:key', 'its bytes were looked at'],
      ['variable npm_config_//a:key', 'a repaired copy was asked for'],
    ])
  })

  it('is on the list again when an environment remembers it; one for production waits', async () => {
    const { keys, ledger } = withVariables({ A_KEY: PEM, A_PROD_KEY: PEM }, [
      'variable:A_KEY',
      'variable:A_PROD_KEY',
      'variable:GONE',
      'a-file',
    ])
    expect((await keys.list()).keys.map(({ name, state }) => [name, state])).toEqual([
      ['A_KEY', 'ready'],
      ['A_PROD_KEY', 'not-opened'],
      ['GONE', 'unusable'],
    ])
    expect(ledger.map(({ target }) => target)).toEqual(['variable A_KEY'])
  })

  it('gives nothing of its value away', async () => {
    const { variables, hygiene } = withVariables({ EPIC_KEY: `"${escaped(PEM)}"`, OTHER: 'hunter2 hunter2' })
    const other = await variables.choose('OTHER')
    expect(other).toMatchObject({ state: 'unusable', problem: { code: 'unknown-format' } })
    const { id } = await variables.choose('EPIC_KEY')
    const said = JSON.stringify([other, await variables.list(), await hygiene.inspect(id, rfc7523, [])])
    expect(said).not.toContain('hunter2')
    const lines = PEM.split('\n').slice(1, -2)
    expect(lines.filter((line) => said.includes(line.slice(0, 20)) && !isPublic(line))).toEqual([])
  })

  it.each([
    { why: 'is not there', name: 'NO_KEY', code: 'key-not-found' },
    { why: 'is inherited by every object', name: 'constructor', code: 'key-not-found' },
    { why: 'is larger than any key', name: 'HUGE', code: 'key-file-unreadable' },
  ])('is refused where it $why', async ({ name, code }) => {
    const { variables } = withVariables({ HUGE: 'x'.repeat(65_537) })
    await expect(variables.choose(name)).rejects.toMatchObject({ code })
  })
})

/** Lines of a private key that begin with its modulus are in the public half as well. */
const publicText = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString().replaceAll('\n', '')
const isPublic = (line: string): boolean => publicText.includes(line.slice(0, 20))
