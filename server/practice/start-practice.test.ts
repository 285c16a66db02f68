import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { request } from 'node:http'
import { exportJWK, SignJWT, type JWK } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startPractice, type Practice } from './start-practice.ts'

const WORKBENCH = 'http://127.0.0.1:7523'
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const EPIC_REFUSAL = { error: 'invalid_client', error_description: null }

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const ed = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })

let practice: Practice
let jwksReads = 0
const silent = { info: () => undefined, warn: () => undefined }

beforeAll(async () => {
  const keys: JWK[] = [
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', use: 'sig' },
    { ...(await exportJWK(ec.publicKey)), kid: 'ec', use: 'sig' },
    { ...(await exportJWK(ed.publicKey)), kid: 'ed', use: 'sig' },
  ]
  const publicJwks = () => {
    jwksReads += 1
    return Promise.resolve({ keys })
  }
  practice = await startPractice({
    port: 0,
    workbenchOrigin: WORKBENCH,
    publicJwks,
    log: silent,
    strict: true,
  })
})
beforeEach(() => practice.setStrict(true))
afterAll(() => practice.stop())

const now = () => Math.floor(Date.now() / 1_000)

interface Assertion {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  key?: KeyObject
}
const sign = ({ header = {}, claims = {}, key = rsa.privateKey }: Assertion = {}): Promise<string> => {
  const payload = {
    iss: practice.clientId,
    sub: practice.clientId,
    aud: practice.tokenEndpoint,
    iat: now(),
    exp: now() + 240,
    jti: randomUUID(),
    ...claims,
  }
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'rsa', ...header })
    .sign(key)
}

const postToken = async (parameters: Record<string, string>) => {
  const response = await fetch(practice.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams(parameters),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}
const askToken = async (assertion: string, more: Record<string, string> = {}) =>
  postToken({
    grant_type: 'client_credentials',
    scope: 'system/*.rs',
    client_assertion_type: TYPE,
    client_assertion: assertion,
    ...more,
  })

describe('a correct assertion', () => {
  it.each([
    { alg: 'RS256', kid: 'rsa', key: rsa.privateKey },
    { alg: 'RS384', kid: 'rsa', key: rsa.privateKey },
    { alg: 'RS512', kid: 'rsa', key: rsa.privateKey },
    { alg: 'PS384', kid: 'rsa', key: rsa.privateKey },
    { alg: 'ES384', kid: 'ec', key: ec.privateKey },
    { alg: 'EdDSA', kid: 'ed', key: ed.privateKey },
  ])('signed with $alg gets a token', async ({ alg, kid, key }) => {
    const { status, body } = await askToken(await sign({ header: { alg, kid }, key }))
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'system/*.rs' })
  })

  it('makes the provider fetch the JWK Set of the client from jwks_uri', async () => {
    await askToken(await sign())
    expect(jwksReads).toBeGreaterThan(0)
  })

  it.each([
    { scope: 'system/Patient.rs system/Observation.read', want: 'system/Patient.rs system/Observation.read' },
    { scope: 'system/Patient.rs?_id=example', want: 'system/Patient.rs?_id=example' },
    { scope: 'system/*.rs something', want: 'system/*.rs' },
  ])('is granted $want of $scope', async ({ scope, want }) => {
    expect((await askToken(await sign(), { scope })).body['scope']).toBe(want)
  })
})

interface Fault {
  why: string
  make: () => Assertion
  reason: RegExp
  lenient?: number
}
const jti = randomUUID()
const FAULTS: Fault[] = [
  {
    why: 'aud names another server',
    make: () => ({ claims: { aud: 'https://other.example/token' } }),
    reason: /aud must be the token endpoint http:\/\/127\.0\.0\.1:\d+\/token /,
    lenient: 401,
  },
  {
    why: 'aud ends in one extra slash',
    make: () => ({ claims: { aud: `${practice.tokenEndpoint}/` } }),
    reason: /aud must be the token endpoint/,
    lenient: 401,
  },
  {
    why: 'aud is the issuer',
    make: () => ({ claims: { aud: practice.issuer } }),
    reason: /aud must be the token endpoint/,
    lenient: 200,
  },
  {
    why: 'aud is a list without the token endpoint',
    make: () => ({ claims: { aud: ['https://other.example'] } }),
    reason: /aud must be the token endpoint/,
    lenient: 401,
  },
  {
    why: 'it has expired',
    make: () => ({ claims: { exp: now() - 60 } }),
    reason: /jwt expired/,
    lenient: 401,
  },
  {
    why: 'exp is an hour ahead',
    make: () => ({ claims: { exp: now() + 3_600 } }),
    reason: /exp is \d+ s ahead, the limit is 300 s/,
    lenient: 200,
  },
  {
    why: 'exp is in milliseconds',
    make: () => ({ claims: { exp: (now() + 240) * 1_000 } }),
    reason: /exp is \d+ s ahead/,
    lenient: 200,
  },
  {
    why: 'the kid is unknown',
    make: () => ({ header: { kid: 'other' } }),
    reason: /no applicable key/,
    lenient: 401,
  },
  {
    why: 'the kid is of a key of another type',
    make: () => ({ header: { kid: 'ec' } }),
    reason: /no applicable key/,
    lenient: 401,
  },
  {
    why: 'there is no kid',
    make: () => ({ header: { kid: undefined } }),
    reason: /kid must be in/,
    lenient: 200,
  },
  {
    why: 'there is no typ',
    make: () => ({ header: { typ: undefined } }),
    reason: /typ must be "JWT", it is absent/,
    lenient: 200,
  },
  { why: 'typ is lower case', make: () => ({ header: { typ: 'jwt' } }), reason: /it is "jwt"/, lenient: 200 },
  {
    why: 'another key signed it',
    make: () => ({ key: stranger.privateKey }),
    reason: /signature verification failed/,
    lenient: 401,
  },
  { why: 'jti is missing', make: () => ({ claims: { jti: undefined } }), reason: /jti/, lenient: 401 },
  { why: 'iss differs from sub', make: () => ({ claims: { iss: 'other' } }), reason: /iss/, lenient: 401 },
  {
    why: 'the client is unknown',
    make: () => ({ claims: { iss: 'other', sub: 'other' } }),
    reason: /client not found/,
    lenient: 401,
  },
]

describe('a refused client', () => {
  it.each(FAULTS)('is told nothing when $why, and the reason is kept', async ({ make, reason, lenient }) => {
    const assertion = make()
    const id = 'jti' in (assertion.claims ?? {}) ? undefined : randomUUID()
    const signed = await sign({ ...assertion, claims: { jti: id, ...assertion.claims } })
    const strict = await askToken(signed)
    expect(strict).toMatchObject({ status: 401, body: EPIC_REFUSAL })
    expect(Object.keys(strict.body)).toEqual(['error', 'error_description'])
    expect(practice.reasonFor(id)).toMatch(reason)
    expect(practice.refusals()[0]).toMatchObject({ error: 'invalid_client', reason: practice.reasonFor(id) })

    practice.setStrict(false)
    const again = await sign({ ...make(), claims: { jti: id && randomUUID(), ...assertion.claims } })
    expect((await askToken(again)).status).toBe(lenient)
  })

  it('is told nothing when the assertion is sent twice', async () => {
    const assertion = await sign({ claims: { jti } })
    expect((await askToken(assertion)).status).toBe(200)
    expect(await askToken(assertion)).toMatchObject({ status: 401, body: EPIC_REFUSAL })
    expect(practice.reasonFor(jti)).toMatch(/must only be used once/)
  })

  it('sees other errors as they are', async () => {
    const answer = await askToken(await sign(), { client_assertion_type: 'jwt-bearer' })
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  it('forgets the oldest refusals', async () => {
    for (let count = 0; count < 105; count += 1) await askToken('not-a-jwt')
    expect(practice.refusals()).toHaveLength(100)
  })
})

/** Follows redirects with a cookie jar until the code page or a foreign origin is reached. */
const browse = async (start: string): Promise<{ url: string; text: string }> => {
  const jar = new Map<string, string>()
  let url = start
  for (let hop = 0; hop < 12; hop += 1) {
    if (new URL(url).origin !== practice.origin) return { url, text: '' }
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) return { url, text: await response.text() }
    url = new URL(location, url).href
  }
  throw new Error('too many redirects')
}

const valueOf = (html: string, id: string): string =>
  new RegExp(`<code id="${id}">([^<]*)</code>`).exec(html)?.[1] ?? ''

describe('the code flow', () => {
  const exchange = async (html: string, more: Record<string, string> = {}) =>
    askToken(await sign(), {
      grant_type: 'authorization_code',
      scope: '',
      code: valueOf(html, 'code'),
      redirect_uri: valueOf(html, 'redirect_uri'),
      code_verifier: valueOf(html, 'code_verifier'),
      ...more,
    })

  it('gives a code by hand that is exchanged for a token with a patient, once', async () => {
    const { text } = await browse(`${practice.ehrPageUrl}/start`)
    const { status, body } = await exchange(text)
    expect(status).toBe(200)
    expect(body).toMatchObject({ patient: 'example', token_type: 'Bearer' })
    expect(body['scope']).toBe('launch/patient openid fhirUser patient/*.rs offline_access')
    expect(Object.keys(body)).toEqual(expect.arrayContaining(['access_token', 'id_token', 'refresh_token']))
    expect(await exchange(text)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  it('gives a new token for the refresh token', async () => {
    const { text } = await browse(`${practice.ehrPageUrl}/start`)
    const first = await exchange(text)
    const again = await askToken(await sign(), {
      grant_type: 'refresh_token',
      scope: '',
      refresh_token: String(first.body['refresh_token']),
    })
    expect(again).toMatchObject({ status: 200, body: { patient: 'example' } })
  })

  it.each([
    {
      why: 'the verifier is another one',
      change: { code_verifier: 'a'.repeat(43) },
      reason: /code_verifier/,
    },
    {
      why: 'the redirect_uri differs',
      change: { redirect_uri: `${WORKBENCH}/callback` },
      reason: /redirect_uri/,
    },
  ])('refuses the code when $why', async ({ change, reason }) => {
    const { text } = await browse(`${practice.ehrPageUrl}/start`)
    expect(await exchange(text, change)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(practice.refusals()[0]?.reason).toMatch(reason)
  })

  it('sends the code to the callback of the workbench, with state and iss', async () => {
    const url = new URL(practice.authorizationEndpoint)
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: practice.clientId,
      redirect_uri: `${WORKBENCH}/callback`,
      scope: 'launch openid patient/*.rs',
      launch: 'opaque',
      aud: practice.fhirBaseUrl,
      state: 'the-state',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    }).toString()
    const arrived = new URL((await browse(url.href)).url)
    expect(arrived.origin + arrived.pathname).toBe(`${WORKBENCH}/callback`)
    expect(arrived.searchParams.get('state')).toBe('the-state')
    expect(arrived.searchParams.get('iss')).toBe(practice.issuer)
    expect(arrived.searchParams.get('code')).toMatch(/^[\w-]{20,}$/)
  })

  it.each([
    { why: 'no PKCE', query: { redirect_uri: `${WORKBENCH}/callback` }, want: /requires[+ ]PKCE/ },
    { why: 'a foreign redirect_uri', query: { redirect_uri: 'https://evil.example/' }, want: /redirect_uri/ },
  ])('refuses an authorization request with $why', async ({ query, want }) => {
    const url = new URL(practice.authorizationEndpoint)
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: practice.clientId,
      scope: 'openid',
      ...query,
    }).toString()
    const { url: end, text } = await browse(url.href)
    expect(decodeURIComponent(end) + text).toMatch(want)
  })
})

describe('the FHIR face', () => {
  const read = (path: string, token?: string) =>
    fetch(
      `${practice.fhirBaseUrl}${path}`,
      token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
    )

  it('shows its metadata to anybody', async () => {
    expect(await (await read('/metadata')).json()).toMatchObject({ resourceType: 'CapabilityStatement' })
    expect(await (await read('/.well-known/smart-configuration')).json()).toMatchObject({
      token_endpoint: practice.tokenEndpoint,
      issuer: practice.issuer,
    })
    const openid = await fetch(`${practice.issuer}/.well-known/openid-configuration`)
    expect(await openid.json()).toMatchObject({
      token_endpoint: practice.tokenEndpoint,
      authorization_endpoint: practice.authorizationEndpoint,
    })
  })

  it('shows the patient for a token of its own', async () => {
    const { body } = await askToken(await sign())
    const response = await read('/Patient/example', String(body['access_token']))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ resourceType: 'Patient', id: 'example' })
    expect((await read('/Patient/other', String(body['access_token']))).status).toBe(404)
  })

  it.each([
    { why: 'without a token', token: undefined },
    { why: 'with a foreign token', token: 'abc' },
  ])('answers 401 with an OperationOutcome $why', async ({ token }) => {
    const response = await read('/Patient/example', token)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' })
  })
})

describe('the listener', () => {
  const raw = (headers: Record<string, string>, method = 'GET') =>
    new Promise<{ status: number | undefined; headers: Record<string, unknown> }>((resolve, reject) => {
      request(practice.jwksUrl, { method, headers }, (response) => {
        response.resume()
        resolve({ status: response.statusCode, headers: response.headers })
      })
        .on('error', reject)
        .end()
    })

  it.each([
    { why: 'its own name', headers: {}, want: 200 },
    { why: 'another host', headers: { host: 'evil.example' }, want: 403 },
    { why: 'its name without the port', headers: { host: '127.0.0.1' }, want: 403 },
    { why: 'a page of another origin', headers: { origin: 'https://evil.example' }, want: 403 },
    { why: 'a null origin', headers: { origin: 'null' }, want: 403 },
  ])('answers $want to $why', async ({ headers, want }) => {
    expect((await raw(headers)).status).toBe(want)
  })

  it('sends no CORS header and does not answer a preflight', async () => {
    expect((await raw({}, 'OPTIONS')).status).toBe(405)
    for (const url of [practice.jwksUrl, `${practice.issuer}/jwks`, practice.ehrPageUrl]) {
      const response = await fetch(url)
      const names = [...response.headers.keys()].filter((name) => name.startsWith('access-control'))
      expect(names).toEqual([])
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  it('links the EHR page to the launch address of the workbench', async () => {
    const html = await (await fetch(practice.ehrPageUrl)).text()
    const iss = encodeURIComponent(practice.fhirBaseUrl)
    expect(html).toMatch(new RegExp(`href="${WORKBENCH}/launch\\?iss=${iss}&amp;launch=[\\w-]+"`))
  })

  it('serves public members only', async () => {
    const { keys } = (await (await fetch(practice.jwksUrl)).json()) as { keys: Record<string, unknown>[] }
    expect(keys.map(({ kid }) => kid)).toEqual(['rsa', 'ec', 'ed'])
    expect(keys.flatMap((key) => Object.keys(key))).not.toContain('d')
  })
})
