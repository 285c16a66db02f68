import { describe, expect, it } from 'vitest'
import type { Environment } from '../contract/environments.ts'
import { readEnvironmentFile, writeEnvironmentFile } from './environment-file.ts'

const EPIC: Environment = {
  id: 'epic',
  name: 'Epic sandbox',
  group: 'Sandboxes',
  profile: 'epic-sandbox',
  origin: 'user',
  keyId: 'k-123',
  settings: { label: 'non-production', clientId: 'abc', tokenEndpoint: 'https://as.example/token' },
}
const fileOf = (...environments: object[]): string =>
  JSON.stringify({ format: 'countersign-environments/1', environments })

it('what is written is read back, without the choice of a key and under a free id', () => {
  const text = writeEnvironmentFile([EPIC])
  expect(text).not.toContain('k-123')
  const read = readEnvironmentFile(text, ['epic'])
  const { keyId: _, ...rest } = EPIC
  expect(read).toEqual({ ok: true, environments: [{ ...rest, id: 'epic-2' }], notes: [] })
})

it('private members of a key are left out and named', () => {
  const settings = { registration: { uploadedJwk: { kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 's3cr3t' } } }
  const read = readEnvironmentFile(fileOf({ ...EPIC, settings }), [])
  expect(JSON.stringify(read)).not.toContain('s3cr3t')
  expect(read).toMatchObject({ ok: true, notes: [expect.stringContaining('(d)')] })
})

describe('refused with a reason', () => {
  it.each([
    { why: 'no JSON', text: '{', said: /not JSON/ },
    { why: 'another format', text: '{"format":"x","environments":[]}', said: /format/ },
    { why: 'a broken entry', text: fileOf({ name: 'x' }), said: /environments\.0\.profile/ },
    {
      why: 'a private key',
      text: fileOf({ ...EPIC, settings: { clientId: '-----BEGIN PRIVATE KEY-----' } }),
      said: /key or a token/,
    },
    {
      why: 'a token',
      text: fileOf({ ...EPIC, settings: { clientId: 'eyJhbGciOi.eyJpc3Mi.x' } }),
      said: /key or a token/,
    },
  ])('$why', ({ text, said }) => {
    const read = readEnvironmentFile(text, [])
    expect(!read.ok && read.why).toMatch(said)
  })
})
