import { spawn, spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allowInsecureRequests, clientCredentialsGrant, Configuration, PrivateKeyJwt } from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CaptureState } from '../../shared/contract/capture.ts'
import { startListening, type Listening } from '../testing/start-listening.ts'

const folder = mkdtempSync(join(tmpdir(), 'capture-'))
let workbench: Listening
let urls: NonNullable<CaptureState['urls']>
let key: { privateKey: KeyObject; kid: string; pemPath: string }
let real: { token: string; clientId: string }

const service = () => workbench.program.capture

beforeAll(async () => {
  workbench = await startListening()
  await workbench.program.practice.start()
  await workbench.program.practice.settled(60_000)
  const practice = workbench.program.practice.current()
  if (practice === undefined) throw new Error('no practice server')
  real = { token: practice.tokenEndpoint, clientId: practice.clientId }
  const summary = (await workbench.program.keys.list()).keys.find(({ kty }) => kty === 'RSA')
  const signing = await workbench.program.keys.find(summary?.id ?? '')
  const pemPath = join(folder, 'key.pem')
  writeFileSync(pemPath, signing.key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  key = { privateKey: signing.key, kid: summary?.thumbprint ?? '', pemPath }
  // What the page fetches by itself: the rules about keys look at it.
  const jwks = await (await fetch(practice.jwksUrl)).text()
  workbench.program.documents.put('practice', {
    kind: 'jwks',
    url: practice.jwksUrl,
    status: 200,
    body: jwks,
    headers: [['content-type', 'application/jwk-set+json']],
  })
}, 90_000)
afterAll(async () => {
  await service().stop()
  await workbench.program.practice.stop()
  await workbench.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await service().stop()
  service().clear()
  const state = await service().start('practice')
  if (state.urls === undefined) throw new Error('not listening')
  urls = state.urls
})

const newest = () => service().state().requests[0]
/** What could explain a refusal; a limit in time is proved only where the server's clock is known. */
const named = () =>
  newest()
    ?.findings.filter(({ grade }) => grade !== 'hint')
    .map(({ ruleId }) => ruleId) ?? []
/** The yes of a person: asks, and says yes to what is asked. */
const relayNext = async (relays = 1) => {
  const asked = await service()
    .setAnswer({ error: 'invalid_client', relays, confirm: [] })
    .then(
      () => [],
      (error: { confirmations: { id: string; message: string }[] }) => error.confirmations,
    )
  expect(asked.map(({ message }) => message).join()).toContain(new URL(real.token).origin)
  await service().setAnswer({ error: 'invalid_client', relays, confirm: asked.map(({ id }) => id) })
}

const b64u = (text: string) => Buffer.from(text).toString('base64url')
const claims = (more: Record<string, unknown> = {}) => {
  const now = Math.floor(Date.now() / 1_000)
  return {
    iss: real.clientId,
    sub: real.clientId,
    aud: real.token,
    jti: randomUUID(),
    iat: now,
    exp: now + 240,
    ...more,
  }
}
const signed = (payload: object, header: object = { alg: 'RS384', typ: 'JWT', kid: key.kid }) => {
  const input = `${b64u(JSON.stringify(header))}.${b64u(JSON.stringify(payload))}`
  return `${input}.${sign('sha384', Buffer.from(input), key.privateKey).toString('base64url')}`
}
const form = (assertion: string) =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'system/Patient.rs',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
const post = (body: URLSearchParams, headers: Record<string, string> = {}) =>
  fetch(urls.token, { method: 'POST', body, headers })

describe('the capture listener', () => {
  it('answers the chosen error, sends nothing on, and names the fault against the real endpoint', async () => {
    const answer = await post(form(signed(claims({ aud: `${real.token}/` }))))
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: 'invalid_client' })
    expect(newest()).toMatchObject({ url: real.token, answered: { by: 'listener', status: 401 } })
    expect(named()).toEqual(['payload-aud-trailing-slash'])
    expect(workbench.program.ledger.list().filter(({ reason }) => /relayed/.test(reason))).toEqual([])
  })

  it('answers another error when one is chosen', async () => {
    await service().setAnswer({ error: 'temporarily_unavailable', relays: 0, confirm: [] })
    expect((await post(form(signed(claims())))).status).toBe(503)
  })

  it('relays once after a yes that names the origin, and hands the answer back', async () => {
    await relayNext()
    const answer = await post(form(signed(claims())), { 'X-Trace': 'a b' })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer' })
    const request = newest()
    expect(request).toMatchObject({ answered: { by: 'relay', status: 200 } })
    expect(named()).toEqual([])
    const attempt = workbench.program.attempts.get(request?.attemptId ?? '')
    expect(attempt.shown).toMatchObject({ madeBy: 'capture', outcome: { kind: 'token' } })
    expect((await post(form(signed(claims())))).status).toBe(401)
  })

  it('shows what changed, a cached assertion and a jti that comes again', async () => {
    const first = claims()
    const assertion = signed(first)
    await post(form(assertion))
    await post(form(assertion))
    expect(newest()?.remarks.join()).toContain('The same assertion as in request')
    await post(form(signed({ ...first, exp: first.exp + 60, scope: 'x' })))
    expect(newest()?.remarks.join()).toContain('A new assertion with the jti of request')
    expect(newest()?.changed.map(({ name }) => name)).toEqual(['lifetime (exp − iat)', 'payload.scope'])
  })

  it('says that aud is the listener, where a program has one setting for both', async () => {
    await post(form(signed(claims({ aud: urls.token }))))
    expect(newest()?.remarks.join()).toContain(`Give it ${real.token} as audience`)
  })

  it('shows neither signature nor secret', async () => {
    const body = form(signed(claims()))
    body.set('client_secret', 'a-secret-of-mine')
    await post(body, { Authorization: 'Basic YTpzZWNyZXQtb2YtbWluZQ==' })
    const signature = body.get('client_assertion')?.split('.')[2] ?? ''
    const text = JSON.stringify(service().state())
    for (const secret of ['a-secret-of-mine', 'YTpzZWNyZXQtb2YtbWluZQ', signature])
      expect(text).not.toContain(secret)
  })

  it('judges an authorization request in the place of the real one', async () => {
    const answer = await fetch(`${urls.authorize}?response_type=code&client_id=${real.clientId}`, {
      redirect: 'manual',
    })
    expect(answer.status).toBe(401)
    expect(newest()).toMatchObject({ kind: 'authorize', method: 'GET' })
    expect(newest()?.findings.length).toBeGreaterThan(0)
  })
})

describe('the port of the listener', () => {
  const raw = (path: string, headers: Record<string, string> = {}, method = 'POST') =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const { port } = new URL(urls.token)
      const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        let body = ''
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
      })
      sent.on('error', reject)
      sent.end()
    })
  const path = () => new URL(urls.token).pathname

  it.each(['/', '/token', '/api/status', '/api/keys', '/../api/keys', '/x/token', '/%2e%2e/api/status'])(
    'answers %s with the same empty 404 and never reaches the API',
    async (target) => {
      expect(await raw(target, { 'x-workbench-token': workbench.token })).toEqual({ status: 404, body: '' })
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

  it('takes no body larger than 1 MiB', async () => {
    const answer = await fetch(urls.token, { method: 'POST', body: 'x'.repeat(1_100_000) }).then(
      ({ status }) => status,
      () => 413,
    )
    expect(answer).toBe(413)
    expect(service().state().requests).toEqual([])
  })

  it('is closed after stop, and opens with another secret', async () => {
    const before = urls.token
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
      settings: { tokenEndpoint: urls.token },
    }
    await workbench.program.environments.save(environment)
    await service().start('loop')
    const own = service().state().urls?.token ?? ''
    await workbench.program.environments.save({ ...environment, settings: { tokenEndpoint: own } })
    await expect(
      service().setAnswer({ error: 'invalid_client', relays: 1, confirm: [] }),
    ).rejects.toMatchObject({
      code: 'target-not-allowed',
    })
  })
})

describe('a program with openid-client', () => {
  const run = async (fault: { kid?: string; aud?: string; lifetimeS?: number } = {}) => {
    const jwk = await crypto.subtle.importKey(
      'pkcs8',
      key.privateKey.export({ type: 'pkcs8', format: 'der' }),
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
      false,
      ['sign'],
    )
    const metadata = { issuer: new URL(real.token).origin, token_endpoint: urls.token }
    const auth = PrivateKeyJwt(
      { key: jwk, kid: fault.kid ?? key.kid },
      {
        [await modifyAssertion()]: (header: Record<string, unknown>, payload: Record<string, unknown>) => {
          // This library sends none; SMART wants it, and the listener says so.
          header['typ'] = 'JWT'
          const now = Math.floor(Date.now() / 1_000)
          payload['aud'] = fault.aud ?? real.token
          payload['iat'] = now
          payload['exp'] = now + (fault.lifetimeS ?? 60)
        },
      },
    )
    const configuration = new Configuration(metadata, real.clientId, undefined, auth)
    allowInsecureRequests(configuration)
    return clientCredentialsGrant(configuration, { scope: 'system/Patient.rs' })
  }
  const modifyAssertion = async () => (await import('openid-client')).modifyAssertion

  it.each([
    {
      why: 'aud with a slash at the end',
      fault: () => ({ aud: `${real.token}/` }),
      says: 'payload-aud-trailing-slash',
    },
    { why: 'a kid that is not published', fault: () => ({ kid: 'old-key' }), says: /kid/ },
    { why: 'a lifetime of an hour', fault: () => ({ lifetimeS: 3_600 }), says: /exp/ },
  ])('is told: $why', async ({ fault, says }) => {
    await expect(run(fault())).rejects.toMatchObject({ error: 'invalid_client' })
    expect(named().join()).toMatch(says)
  })

  it('gets its token through the listener once nothing is wrong', async () => {
    await relayNext()
    expect(await run()).toMatchObject({ token_type: 'bearer' })
    expect(named()).toEqual([])
  })
})

const PYTHON = ['/usr/bin/python3', 'python3'].find(
  (path) => spawnSync(path, ['-c', 'import jwt, cryptography'], { stdio: 'ignore' }).status === 0,
)
if (PYTHON === undefined)
  process.stderr.write('skipped: PyJWT is not installed (apt: python3-jwt python3-cryptography)\n')

/** Runs beside this process, which has to answer meanwhile. */
const program = (command: string, args: string[], env: Record<string, string>, input: string) =>
  new Promise<string>((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, ...env } })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.on('close', () => resolve(out))
    child.stdin.end(input)
  })

const PROGRAM = `
import jwt, json, os, time, uuid, urllib.request, urllib.parse, urllib.error
now = int(time.time())
e = os.environ
claims = {"iss": e["CLIENT_ID"], "sub": e.get("SUB", e["CLIENT_ID"]), "aud": e["AUD"], "jti": str(uuid.uuid4()), "iat": now, "exp": now + int(e.get("LIFETIME", "240"))}
if e.get("MS"): claims["exp"] = claims["exp"] * 1000
token = jwt.encode(claims, open(e["KEY"]).read(), algorithm="RS384", headers={"kid": e["KID"]})
body = urllib.parse.urlencode({"grant_type": "client_credentials", "scope": "system/Patient.rs", "client_assertion_type": e.get("TYPE", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), "client_assertion": token})
try:
    print(urllib.request.urlopen(urllib.request.Request(e["POST_URL"], body.encode())).read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())
`

describe.runIf(PYTHON !== undefined)('a program with PyJWT', () => {
  const run = (env: Record<string, string> = {}) =>
    program(
      PYTHON ?? '',
      ['-'],
      {
        CLIENT_ID: real.clientId,
        AUD: real.token,
        KEY: key.pemPath,
        KID: key.kid,
        POST_URL: urls.token,
        ...env,
      },
      PROGRAM,
    )
  it.each([
    { why: 'sub is another one', env: { SUB: 'somebody-else' }, says: /sub|iss/ },
    { why: 'exp in milliseconds', env: { MS: '1' }, says: /exp|date/ },
    {
      why: 'a misspelled client_assertion_type',
      env: { TYPE: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer ' },
      says: /tokreq/,
    },
  ])('is told: $why', async ({ env, says }) => {
    expect(await run(env)).toContain('401')
    expect(named().join()).toMatch(says)
  })
  it('gets its token through the listener once nothing is wrong', async () => {
    await relayNext()
    expect(await run()).toContain('access_token')
  })
})

const hasShell = ['bash', 'curl', 'openssl'].every(
  (tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined,
)
if (!hasShell) process.stderr.write('skipped: bash, curl or openssl is not installed\n')

const RECIPE = `
header='{"alg":"RS256","typ":"JWT","kid":"'"$KID"'"}'
now=$(date +%s)
payload='{"iss":"'"$CLIENT_ID"'","sub":"'"$CLIENT_ID"'","aud":"'"$AUD"'","jti":"'"$JTI"'","iat":'"$now"',"exp":'"$((now+\${LIFETIME:-300}))"'}'
b64u() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
h=$(printf '%s' "$header"  | b64u)
p=$(printf '%s' "$payload" | b64u)
sig=$(printf '%s.%s' "$h" "$p" | openssl dgst -sha256 -sign "$KEY" -binary | b64u)
curl -s -i "$POST_URL" -H "Content-Type: \${CONTENT_TYPE:-application/x-www-form-urlencoded}" \\
  --data-urlencode "grant_type=client_credentials" --data-urlencode "scope=system/Patient.rs" \\
  --data-urlencode "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer" \\
  --data-urlencode "client_assertion=$h.$p.$sig"
`

describe.runIf(hasShell)('the shell recipe', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const otherPath = join(folder, 'other.pem')
  const run = (env: Record<string, string> = {}) =>
    program(
      'bash',
      ['-'],
      {
        CLIENT_ID: real.clientId,
        AUD: real.token,
        KEY: key.pemPath,
        KID: key.kid,
        JTI: randomUUID(),
        POST_URL: urls.token,
        ...env,
      },
      RECIPE,
    )
  it.each([
    { why: 'another content type', env: () => ({ CONTENT_TYPE: 'application/json' }), says: /tokreq/ },
    { why: 'an assertion that lasts ten minutes', env: () => ({ LIFETIME: '600' }), says: /exp/ },
    {
      why: 'signed with another key',
      env: () => {
        writeFileSync(otherPath, other.export({ type: 'pkcs8', format: 'pem' }))
        return { KEY: otherPath }
      },
      says: /signature/,
    },
  ])('is told: $why', async ({ env, says }) => {
    expect(await run(env())).toContain('401')
    expect(named().join()).toMatch(says)
  })
  it('gets its token through the listener once nothing is wrong', async () => {
    await relayNext()
    expect(await run()).toContain('access_token')
  })
})
