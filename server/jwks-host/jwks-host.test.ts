import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { KeySummary } from '../../shared/contract/keys.ts'
import { makeJwksHost } from './jwks-host.ts'

const key = (id: string): KeySummary => ({
  id,
  name: `${id}.pem`,
  folder: '/keys',
  state: 'ready',
  kind: 'EC P-256',
  algorithms: ['ES256'],
  thumbprint: `thumb-${id}`,
  publicJwk: { kty: 'EC', crv: 'P-256', x: id, y: id },
  warnings: [],
  practice: false,
})
const host = makeJwksHost({
  keys: { list: () => Promise.resolve({ keys: [key('a'), key('b')], folders: [] }) },
  clock: { now: () => 1_764_000_000, monotonicMs: () => 0 },
})
afterEach(() => host.stop())

const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; body: string; type: string | undefined }>((resolve, reject) => {
    request(url, { method, headers, agent: false }, (res) => {
      let body = ''
      res.on('data', (chunk: Buffer) => (body += chunk.toString()))
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body, type: res.headers['content-type'] }))
    })
      .on('error', reject)
      .end()
  })

it('serves the chosen keys, each under the kid that was given or its thumbprint', async () => {
  const { url = '' } = await host.change({ keys: [{ keyId: 'a', kid: 'mine' }, { keyId: 'b' }], hosts: [] })
  const { status, body, type } = await ask(url)
  expect([status, type]).toEqual([200, 'application/jwk-set+json'])
  expect(JSON.parse(body)).toEqual({
    keys: [
      { kty: 'EC', crv: 'P-256', x: 'a', y: 'a', kid: 'mine', use: 'sig' },
      { kty: 'EC', crv: 'P-256', x: 'b', y: 'b', kid: 'thumb-b', use: 'sig' },
    ],
  })
})

describe('answers under its own names only, and says who came', () => {
  it.each([
    {
      why: 'the name of a tunnel that was given',
      host: 'tunnel.example',
      method: 'GET',
      path: '/jwks.json?x=1',
      want: 200,
    },
    { why: 'a name that nobody gave', host: 'evil.example', method: 'GET', path: '/jwks.json', want: 421 },
    { why: 'another path', host: 'tunnel.example', method: 'GET', path: '/', want: 404 },
    { why: 'another method', host: 'tunnel.example', method: 'POST', path: '/jwks.json', want: 405 },
  ])('$why → $want', async ({ host: name, method, path, want }) => {
    const { url = '' } = await host.change({ keys: [{ keyId: 'a' }], hosts: ['Tunnel.example'] })
    const { status } = await ask(new URL(path, url).href, { host: name, 'user-agent': 'probe' }, method)
    expect(status).toBe(want)
    expect(host.state().requests[0]).toEqual({
      at: 1_764_000_000,
      method,
      path: path.replace(/\?.*/, ''),
      host: name,
      userAgent: 'probe',
      status: want,
    })
  })
})

it('stops when no key is left, and keeps its port for the next time', async () => {
  const { url = '' } = await host.change({ keys: [{ keyId: 'a' }], hosts: [] })
  expect(await host.change({ keys: [], hosts: [] })).not.toHaveProperty('url')
  await expect(ask(url)).rejects.toThrow()
  expect((await host.change({ keys: [{ keyId: 'a' }], hosts: [] })).url).toBe(url)
})

it('an unknown key is refused and changes nothing', async () => {
  await host.change({ keys: [{ keyId: 'a' }], hosts: [] })
  await expect(host.change({ keys: [{ keyId: 'z' }], hosts: [] })).rejects.toThrow(/key-not-found/)
  expect(host.state().keys.map(({ keyId }) => keyId)).toEqual(['a'])
})
