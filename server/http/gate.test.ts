import { afterAll, beforeAll, expect, it } from 'vitest'
import { OPERATIONS } from '../../shared/contract/operations.ts'
import { rawExchange, rawRequest, type RequestParts } from '../testing/raw-exchange.ts'
import { startListening, type Listening } from '../testing/start-listening.ts'

let listening: Listening
beforeAll(async () => {
  listening = await startListening()
})
afterAll(() => listening.stop())

const send = (parts: RequestParts) => rawExchange(listening.port, rawRequest(listening.port, parts))
const token = (value = listening.token) => `X-Workbench-Token: ${value}`
const json = 'Content-Type: application/json'
const codeOf = ({ body }: { body: string }): unknown =>
  body === '' ? undefined : (JSON.parse(body) as { code?: string }).code

/** A request that succeeds, to show that a refusal below comes from the one thing that differs. */
const good = (): RequestParts => ({ target: '/api/status', headers: [token()] })

it('the request that the refusals below are variations of is answered', async () => {
  expect((await send(good())).status).toBe(200)
})

const hosts = [
  { why: 'another name', host: () => 'evil.example' },
  { why: 'another name with the right port', host: (port: number) => `evil.example:${port}` },
  { why: 'the right address without a port', host: () => '127.0.0.1' },
  { why: 'the right address with another port', host: (port: number) => `127.0.0.1:${port - 1}` },
  { why: 'a subdomain of localhost', host: (port: number) => `a.localhost:${port}` },
  { why: 'another loopback address', host: (port: number) => `127.0.0.2:${port}` },
  { why: 'all interfaces', host: (port: number) => `0.0.0.0:${port}` },
  { why: 'the address as one number', host: (port: number) => `2130706433:${port}` },
  { why: 'a trailing dot', host: (port: number) => `localhost.:${port}` },
  { why: 'a name that only starts right', host: (port: number) => `127.0.0.1:${port}.evil.example` },
  { why: 'user information in front', host: (port: number) => `evil@127.0.0.1:${port}` },
  { why: 'an empty value', host: () => '' },
]
const everywhere = ['/', '/assets/app-abc.js', '/callback', '/launch', '/api/status', '/nowhere']

it.each(hosts)('R02 a Host with $why is refused on every path', async ({ host }) => {
  for (const target of everywhere) {
    const answer = await send({ ...good(), target, host: host(listening.port) })
    expect([target, answer.status, codeOf(answer)]).toEqual([target, 403, 'host-not-allowed'])
  }
})

it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])(
  'R02 %s with the port is this listener',
  async (name) => {
    expect((await send({ ...good(), host: `${name}:${listening.port}` })).status).toBe(200)
  },
)

it('R02 no Host, two Hosts and HTTP/1.0 without one are refused', async () => {
  const twice = [token(), `Host: 127.0.0.1:${listening.port}`]
  expect((await send({ ...good(), host: null })).status).toBe(400)
  expect((await send({ ...good(), headers: twice })).status).toBe(400)
  expect((await send({ ...good(), headers: [token(), 'host: evil.example'] })).status).toBe(400)
  const old = await rawExchange(listening.port, `GET /api/status HTTP/1.0\r\n${token()}\r\n\r\n`)
  expect(old.status).toBe(400)
})

const origins = [
  { why: 'of another site', origin: () => 'https://evil.example' },
  { why: 'null', origin: () => 'null' },
  { why: 'empty', origin: () => '' },
  { why: 'with another port', origin: (port: number) => `http://127.0.0.1:${port + 1}` },
  { why: 'without the port', origin: () => 'http://127.0.0.1' },
  { why: 'over https', origin: (port: number) => `https://127.0.0.1:${port}` },
  { why: 'with the other loopback name', origin: (port: number) => `http://localhost:${port}` },
  { why: 'that only starts right', origin: (port: number) => `http://127.0.0.1:${port}.evil.example` },
  { why: 'that only ends right', origin: (port: number) => `http://evil.example/http://127.0.0.1:${port}` },
  { why: 'with a trailing dot', origin: (port: number) => `http://127.0.0.1.:${port}` },
  { why: 'with a trailing slash', origin: (port: number) => `http://127.0.0.1:${port}/` },
]

it.each(origins)('R03 an Origin $why is refused on every path', async ({ origin }) => {
  for (const target of everywhere) {
    const answer = await send({ target, headers: [token(), `Origin: ${origin(listening.port)}`] })
    expect([target, answer.status, codeOf(answer)]).toEqual([target, 403, 'origin-not-allowed'])
  }
})

it('R03 the own Origin passes, and a second one does not', async () => {
  const own = `Origin: http://127.0.0.1:${listening.port}`
  expect((await send({ ...good(), headers: [token(), own] })).status).toBe(200)
  expect((await send({ ...good(), headers: [token(), own, 'Origin: null'] })).status).toBe(403)
})

it.each(['cross-site', 'same-site', 'none', 'unknown', ''])(
  'R04 Sec-Fetch-Site "%s" is refused below /api, with the right token too',
  async (site) => {
    const answer = await send({ ...good(), headers: [token(), `Sec-Fetch-Site: ${site}`] })
    expect([answer.status, codeOf(answer)]).toEqual([403, 'origin-not-allowed'])
  },
)

it.each([
  { target: '/', mode: 'navigate', dest: 'document', want: 200, why: 'a link to the page' },
  { target: '/', mode: 'navigate', dest: 'iframe', want: 403, why: 'a frame' },
  { target: '/', mode: 'no-cors', dest: 'script', want: 403, why: 'a script tag' },
  { target: '/assets/app-abc.js', mode: 'no-cors', dest: 'script', want: 403, why: 'a script of the page' },
  { target: '/assets/app-abc.js', mode: 'navigate', dest: 'document', want: 403, why: 'a link to a file' },
  { target: '/launch', mode: 'navigate', dest: 'document', want: 200, why: 'a launch from an EHR' },
  { target: '/callback', mode: 'navigate', dest: 'document', want: 400, why: 'a redirect of no login' },
  { target: '/callback', mode: 'no-cors', dest: 'image', want: 403, why: 'an image' },
  { target: '/launch', mode: 'navigate', dest: 'iframe', want: 403, why: 'a framed launch' },
])('R04 R12 from another site, $why to $target → $want', async ({ target, mode, dest, want }) => {
  const headers = ['Sec-Fetch-Site: cross-site', `Sec-Fetch-Mode: ${mode}`, `Sec-Fetch-Dest: ${dest}`]
  expect((await send({ target, headers })).status).toBe(want)
})

const operations = OPERATIONS.filter(({ id }) => id !== 'openSession')

it.each(operations)(
  'R05 $id without the token, or with another, is refused before its body is read',
  async (operation) => {
    const { method, path } = operation
    // A body of which not a byte arrives: whoever reads it would wait.
    const unread = method === 'GET' ? [] : [json, 'Content-Length: 1000']
    const spoiled = `${listening.token.slice(0, -1)}${listening.token.endsWith('A') ? 'B' : 'A'}`
    for (const headers of [
      [],
      [token('')],
      [token(spoiled)],
      [token(`${listening.token} `.repeat(2))],
      [token(), token()],
    ]) {
      const answer = await send({ method, target: path, headers: [...headers, ...unread] })
      expect([answer.status, codeOf(answer)]).toEqual([401, 'session-required'])
    }
  },
)

it('R05 a path that no operation has is refused alike, and the refusal is the same text', async () => {
  const body = async (target: string) => {
    const { status, body: text } = await send({ target })
    const { requestId, ...rest } = JSON.parse(text) as Record<string, unknown>
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    return { status, ...rest }
  }
  const known = await body('/api/keys')
  expect(known.status).toBe(401)
  for (const target of ['/api', '/api/', '/api/nothing', '/api/keys/open', '/API/keys'])
    expect(await body(target)).toEqual(known)
})

it('R08 no answer carries a CORS header, and OPTIONS never succeeds', async () => {
  const preflight = [
    'Origin: https://evil.example',
    'Access-Control-Request-Method: POST',
    'Access-Control-Request-Private-Network: true',
  ]
  for (const target of everywhere) {
    for (const headers of [[], [token()], preflight]) {
      for (const method of ['OPTIONS', 'GET', 'POST']) {
        const answer = await send({ method, target, headers })
        expect(answer.text).not.toMatch(/access-control/i)
        if (method === 'OPTIONS') expect(answer.status).toBeGreaterThanOrEqual(400)
      }
    }
  }
})

it.each([
  { why: 'text', type: 'Content-Type: text/plain' },
  { why: 'a form', type: 'Content-Type: application/x-www-form-urlencoded' },
  { why: 'multipart', type: 'Content-Type: multipart/form-data; boundary=x' },
  { why: 'no type', type: 'X-Nothing: 1' },
  { why: 'another charset', type: 'Content-Type: application/json; charset=utf-16' },
  { why: 'a type that only starts right', type: 'Content-Type: application/json-seq' },
  { why: 'two types', type: 'Content-Type: application/json\r\nContent-Type: application/json' },
  { why: 'a compressed body', type: 'Content-Type: application/json\r\nContent-Encoding: gzip' },
])('R09 a change sent as $why is refused', async ({ type }) => {
  for (const { method, path } of OPERATIONS.filter((each) => each.method !== 'GET')) {
    const answer = await send({ method, target: path, headers: [token(), type], body: '{}' })
    expect([answer.status, codeOf(answer)]).toEqual([415, 'media-type-unsupported'])
  }
})

it('R09 an operation that changes something is not there for GET, and a GET takes no body', async () => {
  for (const { method, path } of OPERATIONS.filter((each) => each.method !== 'GET')) {
    if (OPERATIONS.some((each) => each.method === 'GET' && each.path === path)) continue
    const answer = await send({ target: path, headers: [token()] })
    expect([method, path, answer.status]).toEqual([method, path, 405])
  }
  expect((await send({ ...good(), body: '{}' })).status).toBe(400)
})

it.each([
  { why: 'from another origin', origin: 'https://evil.example', want: 403 },
  { why: 'without an origin', origin: undefined, want: 403 },
  { why: 'from the page itself', origin: 'own', want: 426 },
])('R10 a socket upgrade $why → $want and the connection ends', async ({ origin, want }) => {
  const value = origin === 'own' ? `http://127.0.0.1:${listening.port}` : origin
  const request = [
    'GET /api/status HTTP/1.1',
    `Host: 127.0.0.1:${listening.port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    token(),
    ...(value === undefined ? [] : [`Origin: ${value}`]),
    '',
    '',
  ].join('\r\n')
  expect((await rawExchange(listening.port, request)).status).toBe(want)
})

it.each([
  '//api/status',
  '/x/../api/status',
  '/./api/status',
  '/%61pi/status',
  '/api%2fstatus',
  '/API/status',
  '/Api/status',
  '/api;a/status',
  '/api/status/',
  '/api//status',
  '/api\\status',
  '/\\api/status',
  '/api/status#x',
  '/api/status%00',
  '/api/sta%74us',
  '/.%2e/api/status',
  '/assets/..%2f..%2fapi/status',
  'http://127.0.0.1/api/status',
  'http://evil.example/api/status',
  '//evil.example/api/status',
  'api/status',
  '*',
])('R11 %s does not reach the operation, with the token or without', async (target) => {
  for (const headers of [[token()], []]) {
    const answer = await send({ target, headers })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.body).not.toContain('dataFolder')
  }
})

it.each(['TRACE', 'CONNECT', 'DELETE', 'PATCH', 'PROPFIND', 'HEAD', 'BREW', 'get'])(
  'R17 the method %s is refused',
  async (method) => {
    const target = method === 'CONNECT' ? 'evil.example:443' : '/api/status'
    const answer = await send({ method, target, headers: [token()] })
    expect([400, 405]).toContain(answer.status)
  },
)

const chunked = '2\r\n{}\r\n0\r\n\r\n'
it.each([
  { why: 'a length and chunks', lines: ['Content-Length: 2', 'Transfer-Encoding: chunked'] },
  { why: 'chunks spelled oddly', lines: ['Transfer-Encoding: xchunked'] },
  { why: 'chunks named twice', lines: ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'] },
  { why: 'white space before the colon', lines: ['Transfer-Encoding : chunked'] },
  { why: 'two lengths', lines: ['Content-Length: 2', 'Content-Length: 3'] },
  { why: 'a length that is no number', lines: ['Content-Length: 2a'] },
  { why: 'a negative length', lines: ['Content-Length: -2'] },
  { why: 'a folded header', lines: ['X-A: 1', ' folded: 2', 'Transfer-Encoding: , chunked'] },
])('R17 framing with $why is refused', async ({ lines }) => {
  const head = [
    'POST /api/keys/lock HTTP/1.1',
    `Host: 127.0.0.1:${listening.port}`,
    'Connection: close',
    token(),
    json,
    ...lines,
  ]
  const answer = await rawExchange(listening.port, `${head.join('\r\n')}\r\n\r\n${chunked}`)
  expect(answer.status).toBe(400)
})
