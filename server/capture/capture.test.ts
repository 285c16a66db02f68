import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startCaptureBench, type CaptureBench } from '../testing/capture-bench.ts'
import { rawExchange, rawRequest } from '../testing/raw-exchange.ts'

let bench: CaptureBench
beforeAll(async () => {
  bench = await startCaptureBench()
}, 90_000)
afterAll(() => bench.stop())
beforeEach(() => bench.reopen())

const service = () => bench.workbench.program.capture
const named = () => bench.named().map(({ ruleId }) => ruleId)
const form = (assertion: string) =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'system/Patient.rs',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
const post = (body: URLSearchParams, headers: Record<string, string> = {}) =>
  fetch(bench.urls().token, { method: 'POST', body, headers })

describe('the capture listener', () => {
  it('answers the chosen error, sends nothing on, and names the fault against the real endpoint', async () => {
    const answer = await post(form(bench.signed(bench.claims({ aud: `${bench.real.token}/` }))))
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: 'invalid_client' })
    expect(bench.newest()).toMatchObject({ url: bench.real.token, answered: { by: 'listener', status: 401 } })
    expect(named()).toEqual(['payload-aud-trailing-slash'])
    expect(bench.workbench.program.ledger.list().filter(({ reason }) => /relayed/.test(reason))).toEqual([])
  })

  it('answers another error when one is chosen', async () => {
    await service().setAnswer({ error: 'temporarily_unavailable', relays: 0, confirm: [] })
    expect((await post(form(bench.signed(bench.claims())))).status).toBe(503)
  })

  it('relays once after a yes that names the origin, and hands the answer back', async () => {
    const asked = await bench.relayNext()
    expect(asked.map(({ message }) => message).join()).toContain(new URL(bench.real.token).origin)
    const answer = await post(form(bench.signed(bench.claims())), { 'X-Trace': 'a b' })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer' })
    const request = bench.newest()
    expect(request).toMatchObject({ answered: { by: 'relay', status: 200 } })
    expect(named()).toEqual([])
    const attempt = bench.workbench.program.attempts.get(request?.attemptId ?? '')
    expect(attempt.shown).toMatchObject({ madeBy: 'capture', outcome: { kind: 'token' } })
    expect((await post(form(bench.signed(bench.claims())))).status).toBe(401)
  })

  it('shows what changed, a cached assertion and a jti that comes again', async () => {
    const first = bench.claims()
    const assertion = bench.signed(first)
    await post(form(assertion))
    await post(form(assertion))
    expect(bench.newest()?.remarks.join()).toContain('The same assertion as in request')
    await post(form(bench.signed({ ...first, exp: first.exp + 60, scope: 'x' })))
    expect(bench.newest()?.remarks.join()).toContain('A new assertion with the jti of request')
    expect(bench.newest()?.changed.map(({ name }) => name)).toEqual(['lifetime (exp − iat)', 'payload.scope'])
  })

  it('says that aud is the listener, where a program has one setting for both', async () => {
    await post(form(bench.signed(bench.claims({ aud: bench.urls().token }))))
    expect(bench.newest()?.remarks.join()).toContain(`Give it ${bench.real.token} as audience`)
  })

  it('shows neither signature nor secret', async () => {
    const body = form(bench.signed(bench.claims()))
    body.set('client_secret', 'a-secret-of-mine')
    await post(body, { Authorization: 'Basic YTpzZWNyZXQtb2YtbWluZQ==' })
    const signature = body.get('client_assertion')?.split('.')[2] ?? ''
    const text = JSON.stringify(service().state())
    for (const secret of ['a-secret-of-mine', 'YTpzZWNyZXQtb2YtbWluZQ', signature])
      expect(text).not.toContain(secret)
  })

  it('judges an authorization request in the place of the real one', async () => {
    const answer = await fetch(
      `${bench.urls().authorize}?response_type=code&client_id=${bench.real.clientId}`,
      {
        redirect: 'manual',
      },
    )
    expect(answer.status).toBe(401)
    expect(bench.newest()).toMatchObject({ kind: 'authorize', method: 'GET' })
    expect(bench.newest()?.findings.length).toBeGreaterThan(0)
  })
})

describe('the port of the listener', () => {
  const raw = (path: string, headers: Record<string, string> = {}, method = 'POST') =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const { port } = new URL(bench.urls().token)
      const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        let body = ''
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
      })
      sent.on('error', reject)
      sent.end()
    })
  const path = () => new URL(bench.urls().token).pathname

  it.each(['/', '/token', '/api/status', '/api/keys', '/../api/keys', '/x/token', '/%2e%2e/api/status'])(
    'answers %s with the same empty 404 and never reaches the API',
    async (target) => {
      expect(await raw(target, { 'x-workbench-token': bench.workbench.token })).toEqual({
        status: 404,
        body: '',
      })
      expect(service().state().requests).toEqual([])
    },
  )

  it('knows the secret path only as a whole', async () => {
    for (const wrong of [
      path().slice(0, -1),
      `${path()}/`,
      path().toUpperCase(),
      `/${path()}`,
      path().replace('token', 'api'),
    ])
      expect((await raw(wrong)).status).toBe(404)
  })

  it.each([
    { why: 'a page of another origin', headers: { Origin: 'https://evil.example' } },
    { why: 'a page without an origin', headers: { Origin: 'null' } },
    { why: 'the workbench’s own page', headers: { Origin: 'http://127.0.0.1' } },
    {
      why: 'a form or image of a page',
      headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' },
    },
    { why: 'a page on a neighbouring port', headers: { 'Sec-Fetch-Site': 'same-site' } },
  ])('refuses $why, with the secret path or not', async ({ headers }) => {
    expect((await raw(path(), headers)).status).toBe(403)
    expect(service().state()).toMatchObject({ refused: 1, requests: [] })
  })

  it('does not answer to another name, so that a rebound page finds nothing', async () => {
    expect((await raw(path(), { Host: 'evil.example' })).status).toBe(404)
  })

  it.each([
    { why: 'a tunnel', parts: { method: 'CONNECT' } },
    { why: 'a socket', parts: { headers: ['Connection: Upgrade', 'Upgrade: websocket'] } },
  ])('opens nobody $why, with the secret path or not', async ({ parts }) => {
    const port = Number(new URL(bench.urls().token).port)
    for (const target of [path(), '/', `127.0.0.1:${bench.workbench.port}`]) {
      const { text } = await rawExchange(port, rawRequest(port, { target, ...parts }))
      expect(text).not.toMatch(/^HTTP\/1\.1 [12]/)
    }
    expect(service().state().requests).toEqual([])
  })

  it('takes no body larger than 1 MiB', async () => {
    const answer = await fetch(bench.urls().token, { method: 'POST', body: 'x'.repeat(1_100_000) }).then(
      ({ status }) => status,
      () => 413,
    )
    expect(answer).toBe(413)
    expect(service().state().requests).toEqual([])
  })

  it('is closed after stop, and opens with another secret', async () => {
    const before = bench.urls().token
    await service().stop()
    await expect(fetch(before, { method: 'POST' })).rejects.toThrow()
    const again = await service().start('practice')
    expect(again.urls?.token.split('/').at(-2)).not.toBe(before.split('/').at(-2))
  })

  it('is never relayed to itself', async () => {
    const environment = {
      id: 'loop',
      name: 'Loop',
      profile: 'rfc7523',
      origin: 'user' as const,
      settings: { tokenEndpoint: bench.urls().token },
    }
    await bench.workbench.program.environments.save(environment)
    await service().start('loop')
    const own = service().state().urls?.token ?? ''
    await bench.workbench.program.environments.save({ ...environment, settings: { tokenEndpoint: own } })
    await expect(
      service().setAnswer({ error: 'invalid_client', relays: 1, confirm: [] }),
    ).rejects.toMatchObject({
      code: 'target-not-allowed',
    })
  })
})
