import { afterAll, beforeAll, expect, it } from 'vitest'
import { OPERATIONS } from '../../shared/contract/operations.ts'
import { PROBLEMS } from '../../shared/errors.ts'
import { problem } from '../../shared/contract/problem.ts'
import { rawExchange, rawRequest, type RequestParts } from '../testing/raw-exchange.ts'
import { PAGE_FILES, startListening, type Listening } from '../testing/start-listening.ts'

let listening: Listening
beforeAll(async () => {
  listening = await startListening()
})
afterAll(() => listening.stop())

const send = (parts: RequestParts) => rawExchange(listening.port, rawRequest(listening.port, parts))
const withToken = () => [`X-Workbench-Token: ${listening.token}`]
const json = 'Content-Type: application/json'

/** One of every kind of answer: pages, files, operations, refusals of the gate, of the router and of the parser. */
const kinds: readonly { why: string; parts: () => RequestParts; status: number }[] = [
  { why: 'the page', parts: () => ({ target: '/' }), status: 200 },
  { why: 'a file of the page', parts: () => ({ target: '/assets/app-abc.js' }), status: 200 },
  { why: 'a landing page', parts: () => ({ target: '/launch?iss=a' }), status: 200 },
  { why: 'an operation', parts: () => ({ target: '/api/status', headers: withToken() }), status: 200 },
  { why: 'a missing file', parts: () => ({ target: '/assets/none.js' }), status: 404 },
  { why: 'an unknown operation', parts: () => ({ target: '/api/none', headers: withToken() }), status: 404 },
  { why: 'a missing token', parts: () => ({ target: '/api/status' }), status: 401 },
  { why: 'another Host', parts: () => ({ host: 'evil.example' }), status: 403 },
  { why: 'another Origin', parts: () => ({ headers: ['Origin: null'] }), status: 403 },
  { why: 'another method', parts: () => ({ method: 'OPTIONS' }), status: 405 },
  { why: 'an odd path', parts: () => ({ target: '//' }), status: 400 },
  {
    why: 'a body that is not JSON',
    parts: () => ({ method: 'POST', target: '/api/keys/lock', headers: [...withToken(), json], body: '{' }),
    status: 400,
  },
  {
    why: 'a body that is too large',
    parts: () => ({
      method: 'POST',
      target: '/api/keys/lock',
      headers: [...withToken(), json, 'Content-Length: 1048577'],
    }),
    status: 413,
  },
  {
    why: 'headers that are too large',
    parts: () => ({ headers: [`X-A: ${'a'.repeat(17_000)}`] }),
    status: 431,
  },
  { why: 'a target that is too long', parts: () => ({ target: `/${'a'.repeat(9_000)}` }), status: 400 },
  { why: 'no HTTP at all', parts: () => ({ method: '\u0001\u0002' }), status: 400 },
  { why: 'CONNECT', parts: () => ({ method: 'CONNECT', target: 'a.example:443' }), status: 405 },
]

it.each(kinds)('R13 $why carries the security headers → $status', async ({ parts, status }) => {
  const answer = await send(parts())
  expect(answer.status).toBe(status)
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': expect.stringMatching(/no-store|immutable/) as string,
  })
})

it('R13 the page may run its own scripts and nothing else', async () => {
  const policy = (await send({ target: '/' })).headers.get('content-security-policy') ?? ''
  const directives = new Map(policy.split('; ').map((each) => [each.split(' ', 1)[0], each]))
  expect(directives.get('script-src')).toBe("script-src 'self'")
  expect(directives.get('connect-src')).toBe("connect-src 'self'")
  expect(directives.get('worker-src')).toBe("worker-src 'self'")
  expect(directives.get('img-src')).toBe("img-src 'self' data:")
  expect(directives.get('require-trusted-types-for')).toBe("require-trusted-types-for 'script'")
  expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
})

it.each(kinds)('R12 $why may not be embedded elsewhere', async ({ parts }) => {
  const { headers } = await send(parts())
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('x-frame-options')).toBe('DENY')
})

it('R14 each operation answers JSON with its charset, refused or not', async () => {
  for (const { method, path } of OPERATIONS.filter(({ id }) => id !== 'listEnvironments')) {
    const body = method === 'GET' ? {} : { body: '{"unknown":1}' }
    for (const headers of [withToken(), []]) {
      const answer = await send({ method, target: path, headers: [...headers, json], ...body })
      const type = answer.status === 200 ? 'application/json' : 'application/problem+json'
      expect([path, answer.headers.get('content-type')]).toEqual([path, `${type}; charset=utf-8`])
      expect(answer.headers.get('etag')).toBeUndefined()
    }
  }
})

it.each([
  '/api/none',
  '/none',
  '/index.html/x',
  '/assets/',
  '/assets',
  '/assets/app-abc.js.map',
  '/.env',
  '/.git/config',
  '/assets/.env',
  '/callback/x',
  '/launch/',
  '/favicon.ico',
  '/assets/../index.html',
])('R14 %s is no page', async (target) => {
  const answer = await send({ target, headers: withToken() })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  for (const text of Object.values(PAGE_FILES)) expect(answer.body).not.toContain(text)
})

it.each(kinds)('R15 $why tells nothing about the program', async ({ parts }) => {
  const answer = await send(parts())
  const shown = answer.status === 200 ? [...answer.headers].join() : answer.text
  expect(answer.headers.has('x-powered-by')).toBe(false)
  expect(answer.headers.has('server')).toBe(false)
  expect(shown).not.toContain('9.8.7-test')
  expect(shown).not.toContain(process.version)
  expect(shown).not.toMatch(/node_modules|\.ts:\d|\bat .+\(|express|[/\\](tmp|home|work|Users)[/\\]/i)
})

it('R15 every refusal has one shape', async () => {
  for (const { parts, status } of kinds.filter((each) => each.status >= 400)) {
    const { body } = await send(parts())
    if (body === '') continue
    const parsed = problem.parse(JSON.parse(body))
    expect(parsed.status).toBe(status)
    expect(Object.keys(PROBLEMS)).toContain(parsed.code)
  }
})

it('R06 nothing that is had without the token is the token', async () => {
  const targets = [
    '/',
    '/assets/app-abc.js',
    '/assets/app-abc.css',
    '/callback',
    '/launch',
    '/api/status',
    '/none',
  ]
  const answers = await Promise.all(targets.map((target) => send({ target })))
  const session = await send({
    method: 'POST',
    target: '/api/session',
    headers: [json],
    body: '{"boot":"guess"}',
  })
  expect(session.status).toBe(401)
  const everything = [...answers, session].map(({ text }) => text).join('\n')
  expect(everything).not.toContain(listening.token)
  for (const candidate of new Set(everything.match(/[\w-]{16,}/g) ?? [])) {
    const answer = await send({ target: '/api/status', headers: [`X-Workbench-Token: ${candidate}`] })
    expect([candidate, answer.status]).toEqual([candidate, 401])
  }
})

it('R07 a start code works once', async () => {
  const boot = listening.program.sessions.issueBootCode()
  const redeem = () =>
    send({ method: 'POST', target: '/api/session', headers: [json], body: JSON.stringify({ boot }) })
  const first = await redeem()
  expect([first.status, (JSON.parse(first.body) as { token: string }).token]).toEqual([200, listening.token])
  const second = await redeem()
  expect([second.status, JSON.parse(second.body)]).toEqual([
    401,
    expect.objectContaining({ code: 'boot-code-invalid' }),
  ])
  expect(listening.logLines.join()).toContain('a start code was refused')
  expect(listening.logLines.join()).not.toContain(boot)
})
