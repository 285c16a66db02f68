import { describe, expect, it } from 'vitest'
import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import { thumbprintOf } from '../../shared/facts/thumbprint.ts'
import { memoryJsonFile } from '../storage/json-file.ts'
import { makeSeenKeys } from './seen-keys.ts'

const URL_HERE = 'https://app.example.test/jwks.json'
const key = (n: string, kid?: string) => ({ kty: 'RSA', n, e: 'AQAB', ...(kid === undefined ? {} : { kid }) })
const fetched = (fetchedAt: number, keys: unknown, more: Partial<AttemptDocument> = {}): AttemptDocument => ({
  kind: 'jwks',
  url: URL_HERE,
  status: 200,
  body: JSON.stringify({ keys }),
  fetchedAt,
  ...more,
})
const prints = async (...ns: string[]) => Promise.all(ns.map((n) => thumbprintOf(key(n))))

describe('seen keys', () => {
  it('keeps the first and last sight of each kid with its key, and when it was not there yet', async () => {
    const seen = makeSeenKeys(memoryJsonFile({}))
    await seen.note(fetched(100, [key('AA', 'a')]))
    await seen.note(fetched(200, [key('AA', 'a')]))
    await seen.note(fetched(300, [key('BB', 'a'), key('CC')]))
    const [a, b, c] = await prints('AA', 'BB', 'CC')
    expect(seen.list(URL_HERE)).toEqual([
      { kid: 'a', thumbprint: b, firstSeenAt: 300, lastSeenAt: 300, absentAt: 200 },
      { thumbprint: c, firstSeenAt: 300, lastSeenAt: 300, absentAt: 200 },
      { kid: 'a', thumbprint: a, firstSeenAt: 100, lastSeenAt: 200 },
    ])
  })

  it('goes on with what the file has, for each address by itself', async () => {
    const file = memoryJsonFile({})
    await makeSeenKeys(file).note(fetched(100, [key('AA', 'a')]))
    const again = makeSeenKeys(file)
    await again.note(fetched(200, [key('BB', 'b')], { url: 'https://other.example.test/' }))
    expect(again.list(URL_HERE)).toHaveLength(1)
    expect(again.list('https://other.example.test/')[0]).not.toHaveProperty('absentAt')
    expect(again.list('https://unknown.example.test/')).toEqual([])
  })

  it.each([
    { why: 'an error page', more: { status: 404 } },
    { why: 'an answer that broke off', more: { failure: 'truncated' as const } },
    { why: 'a web page', more: { body: '<html>' } },
    { why: 'another document', more: { kind: 'server-jwks' as const } },
    { why: 'entries that are no keys', more: { body: '{"keys":[7,null,{"kty":"RSA"}]}' } },
  ])('learns no key from $why', async ({ more }) => {
    const seen = makeSeenKeys(memoryJsonFile({}))
    await seen.note(fetched(100, [key('AA', 'a')], more))
    expect(seen.list(URL_HERE)).toEqual([])
  })

  it('goes on when the file cannot be written', async () => {
    const file = memoryJsonFile({})
    const full = {
      read: file.read,
      write: (next: object) => file.write(next).then(() => Promise.reject(new Error('full'))),
    }
    const seen = makeSeenKeys(full)
    await seen.note(fetched(100, [key('AA', 'a')]))
    expect(seen.list(URL_HERE)).toHaveLength(1)
  })
})
