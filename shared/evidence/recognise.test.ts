import { describe, expect, it } from 'vitest'
import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import { environmentOfPaste } from '../environment/environment-of-paste.ts'
import { gatherFacts } from '../facts/gather-facts.ts'
import { RULES } from '../lint/registry.ts'
import { runLint } from '../lint/run-lint.ts'
import { profileById } from '../profiles/registry.ts'
import { rfc7523 } from '../profiles/rfc7523.ts'
import { evidenceOfPaste } from './evidence-of-paste.ts'
import { judgePaste } from './judge-paste.ts'
import { recognise } from './recognise.ts'
import { fc } from '../testing/properties.ts'

const EPIC = 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token'
const CLIENT = '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e'
const IAT = 1_764_000_000
const part = (members: object): string => encodeBase64url(encodeUtf8(JSON.stringify(members)))
const jwtFor = (aud: string): string =>
  [
    part({ alg: 'RS384', typ: 'JWT', kid: 'np-2026-08-a' }),
    part({ iss: CLIENT, sub: CLIENT, aud, jti: '7f1b2c3d4e5f60718293', iat: IAT, exp: IAT + 240 }),
    'A'.repeat(342),
  ].join('.')
const JWT = jwtFor(EPIC)
const SLASH = jwtFor(`${EPIC}/`)
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const curl = (assertion: string, url = EPIC, end = ' \\\n'): string =>
  [
    `curl -i "${url}"`,
    '  -H "Content-Type: application/x-www-form-urlencoded"',
    '  --data-urlencode "grant_type=client_credentials"',
    `  --data-urlencode "client_assertion_type=${TYPE}"`,
    `  --data-urlencode "client_assertion=${assertion}"`,
  ].join(end)
const ANSWER =
  'HTTP/1.1 400 Bad Request\r\nDate: Mon, 24 Nov 2025 16:00:01 GMT\r\nContent-Type: application/json\r\n\r\n{"error":"invalid_client"}'
const HAR_ENTRY = JSON.stringify({
  startedDateTime: '2025-11-24T16:00:00Z',
  request: { method: 'POST', url: EPIC, headers: [], postData: { text: `client_assertion=${JWT}` } },
  response: { status: 400, headers: [], content: { text: '{"error":"invalid_client"}' } },
})

describe('a pasted text is recognised for what it is', () => {
  it.each([
    { why: 'the documented curl, one parameter a line', text: curl(JWT), kinds: ['curl'] },
    { why: 'the same with its backslashes lost', text: curl(JWT, EPIC, '\n'), kinds: ['curl'] },
    { why: 'from a Windows prompt', text: curl(JWT, EPIC, ' ^\r\n'), kinds: ['curl'] },
    { why: 'copied with its prompt', text: `$ ${curl(JWT)}`, kinds: ['curl'] },
    {
      why: 'a raw request',
      text: `POST /token HTTP/1.1\nHost: as.example\n\ngrant_type=client_credentials`,
      kinds: ['http-request'],
    },
    { why: 'a HAR entry', text: HAR_ENTRY, kinds: ['har'] },
    { why: 'a whole HAR', text: `{"log":{"entries":[${HAR_ENTRY}]}}`, kinds: ['har'] },
    {
      why: 'a form body',
      text: `grant_type=client_credentials&client_assertion=${JWT}`,
      kinds: ['form-body'],
    },
    {
      why: 'a form body, one parameter a line',
      text: `grant_type=client_credentials\nscope=system/*.read\nclient_assertion=${JWT}`,
      kinds: ['form-body'],
    },
    { why: 'a JWT', text: ` ${JWT}\n`, kinds: ['jwt'] },
    { why: 'a JWT in quotes', text: `"${JWT}"`, kinds: ['jwt'] },
    { why: 'variables', text: `export CLIENT_ID=abc\nTOKEN_URL=${EPIC}`, kinds: ['variables'] },
    {
      why: 'a Postman environment',
      text: JSON.stringify({ name: 'Epic', values: [{ key: 'client_id', value: 'abc', enabled: true }] }),
      kinds: ['postman-environment'],
    },
    { why: 'the answer of curl -i', text: ANSWER, kinds: ['http-answer'] },
    {
      why: 'a failed connection',
      text: 'curl: (6) Could not resolve host: as.example',
      kinds: ['http-answer'],
    },
    { why: 'an error as JSON', text: '{"error":"invalid_client"}', kinds: ['error-answer'] },
    { why: 'a bare error code', text: 'invalid_client', kinds: ['error-answer'] },
    {
      why: 'the exception of a library',
      text: `HTTPError: 401 Client Error: Unauthorized for url: ${EPIC}`,
      kinds: ['error-answer'],
    },
    {
      why: 'header and payload as printed',
      text: 'Header: {"alg":"RS256"}\nPayload: {"iss":"a","sub":"a"}',
      kinds: ['decoded-jwt', 'decoded-jwt'],
    },
    { why: 'a public key set', text: '{"keys":[{"kty":"EC","crv":"P-384"}]}', kinds: ['key-set'] },
    {
      why: 'a private key',
      text: '-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----',
      kinds: ['private-key'],
    },
    { why: 'a private key as JWK', text: '{"kty":"EC","crv":"P-384","d":"x"}', kinds: ['private-key'] },
    {
      why: 'an authorization request',
      text: 'https://as.example/authorize?response_type=code&client_id=a',
      kinds: ['authorize-url'],
    },
    {
      why: 'an attempt file',
      text: '{"format":"attempt/1","id":"a","profile":"rfc7523"}',
      kinds: ['attempt-file'],
    },
    {
      why: 'request and answer in one box',
      text: `${curl(JWT)}\n\n${ANSWER}`,
      kinds: ['curl', 'http-answer'],
    },
    { why: 'the answer first', text: `${ANSWER}\n${curl(JWT)}`, kinds: ['http-answer', 'curl'] },
    {
      why: 'variables, a command that uses them, and a bare error',
      text: `TOKEN_URL=${EPIC}\n${curl('$ASSERTION', '$TOKEN_URL')}\n{"error":"invalid_client"}`,
      kinds: ['variables', 'curl', 'error-answer'],
    },
    { why: 'words about nothing', text: 'it does not work', kinds: [] },
    { why: 'nothing', text: ' \n', kinds: [] },
  ])('$why', ({ text, kinds }) => expect(recognise(text).parts.map(({ kind }) => kind)).toEqual(kinds))
})

const verdictOf = async (text: string) => {
  const { evidence, profileId } = evidenceOfPaste(recognise(text), {})
  const facts = await gatherFacts({ ...evidence, profile: profileById(profileId) ?? rfc7523 })
  return diagnose(facts, runLint(facts, RULES))
}

describe('what was pasted is judged at once', () => {
  it.each([
    { why: 'request and answer', text: `${curl(SLASH)}\n${ANSWER}`, want: 'payload-aud-trailing-slash' },
    { why: 'the answer first', text: `${ANSWER}\n${curl(SLASH)}`, want: 'payload-aud-trailing-slash' },
    {
      why: 'backslashes lost',
      text: `${curl(SLASH, EPIC, '\n')}\n${ANSWER}`,
      want: 'payload-aud-trailing-slash',
    },
    {
      why: 'the places of a template filled from beside it',
      text: `TOKEN_URL="${EPIC}"\n${curl('$ASSERTION', '$TOKEN_URL')}\n${SLASH}`,
      want: 'payload-aud-trailing-slash',
    },
  ])('$why → $want', async ({ text, want }) => {
    const { causes, outcome } = await verdictOf(text)
    expect([outcome, causes[0]?.id]).toEqual(['proven', want])
  })

  it.each([
    { why: 'a template with its places open', text: curl('$ASSERTION', '$TOKEN_URL') },
    {
      why: 'what curl -v prints has no body, and that is no fault',
      text: `> POST /token HTTP/1.1\n> Host: as.example\n> Content-Type: application/x-www-form-urlencoded\n>\n* upload completely sent off\n< HTTP/1.1 401 Unauthorized\n<\n{"error":"invalid_client"}`,
    },
    { why: 'a bare error', text: 'invalid_client' },
    { why: 'a status alone', text: `401 Client Error: Unauthorized for url: ${EPIC}` },
  ])('nothing is proved by $why', async ({ text }) => {
    const { causes } = await verdictOf(text)
    expect(causes.filter(({ grade }) => grade === 'proven')).toEqual([])
  })
})

describe('secrets are named and go no further', () => {
  const secret = 's3cr3t-v4lue-0123456789'
  it.each([
    {
      why: 'a variable',
      text: `CLIENT_ID=abc\nTOKEN_URL=${EPIC}\nCLIENT_SECRET=${secret}`,
      named: 'CLIENT_SECRET',
    },
    {
      why: 'a parameter',
      text: `curl ${EPIC} -d grant_type=authorization_code -d code=${secret} -d client_assertion=${JWT}`,
      named: 'code',
    },
    {
      why: 'a header',
      text: `curl ${EPIC} -H 'Authorization: Basic ${secret}' -d client_assertion=${JWT}`,
      named: 'Authorization',
    },
    {
      why: 'a Postman secret',
      text: JSON.stringify({
        values: [
          { key: 'x', value: secret, type: 'secret' },
          { key: 'client_id', value: 'abc' },
        ],
      }),
      named: 'x',
    },
  ])('$why', ({ text, named }) => {
    const pasted = recognise(text)
    expect(pasted.keptOut).toContain(named)
    const made = environmentOfPaste(pasted, {}, 'rfc7523', [])
    expect(JSON.stringify(made)).not.toContain(secret)
    expect(JSON.stringify(made)).not.toContain('A'.repeat(300))
  })

  it('of an authorization request it keeps the addresses and the client id, and not what is used once', () => {
    const url = `https://ehr.example/authorize?response_type=code&client_id=${CLIENT}&state=s-once&launch=l-once&aud=https%3A%2F%2Fehr.example%2Ffhir`
    const made = environmentOfPaste(recognise(url), {}, 'smart-generic', [])
    expect(made.environment).toMatchObject({
      name: 'ehr.example',
      settings: {
        authorizationEndpoint: 'https://ehr.example/authorize',
        clientId: CLIENT,
        fhirBaseUrl: 'https://ehr.example/fhir',
      },
    })
    expect(JSON.stringify(made)).not.toContain('-once')
  })

  it('an environment is made of the rest', () => {
    const { environment, draft } = environmentOfPaste(recognise(curl(JWT)), {}, 'epic-sandbox', [])
    expect(environment).toMatchObject({
      name: 'fhir.epic.com',
      profile: 'epic-sandbox',
      settings: { label: 'non-production', tokenEndpoint: EPIC, clientId: CLIENT },
    })
    expect(draft?.payloadText).toContain(`"aud":"${EPIC}"`)
  })
})

describe('a JWT from a ticket is found whole', () => {
  const lines = (width: number) => (JWT.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n')
  it.each([
    { why: 'broken by a mail program', text: `Hi team,\n\nit is\n\n${lines(76)}\n\nThanks, Kim` },
    { why: 'broken just behind its header and claims', text: lines(JWT.length - 330) },
    { why: 'broken by hand', text: `${JWT.slice(0, 80)}\n${JWT.slice(80, 200)}\n${JWT.slice(200)}\n` },
    { why: 'in a sentence', text: `It was ${JWT}, and the answer none.` },
    { why: 'behind a name', text: `client_assertion: ${JWT}` },
    { why: 'with a signature below it', text: `${JWT}\nKim` },
  ])('$why', ({ text }) => {
    expect(recognise(text).assertion).toBe(JWT)
  })

  it('beside what the answer said', () => {
    const pasted = recognise(`we get invalid_client for ${JWT} since Monday`)
    expect(pasted.parts.map(({ kind }) => kind)).toEqual(['jwt', 'error-answer'])
    expect(pasted.response?.body).not.toContain('eyJ')
  })
})

describe('the redirect that came back from a launch', () => {
  const CALLBACK = 'https://app.example/callback?error=invalid_scope&state=98wrghuwuogerg97'

  it('is judged by the error that it carries', async () => {
    const pasted = recognise(CALLBACK)
    expect(pasted.parts.map(({ kind }) => kind)).toEqual(['callback-url'])
    const { verdict } = await judgePaste(CALLBACK, {})
    expect(verdict?.fate).toBe('refused')
    expect(verdict?.causes[0]?.id).toBe('registration-scope')
    expect(verdict?.causes.filter(({ id }) => /key|kid|aud|clock/.test(id))).toEqual([])
  })

  it('keeps a code out', () => {
    const pasted = recognise('https://app.example/callback?code=once&state=98wrghuwuogerg97')
    expect(pasted.keptOut).toEqual(['the code'])
  })
})

it('nothing that is pasted makes it throw, and no text takes long', () => {
  const pieces = fc.constantFrom(
    'curl ',
    '"',
    "'",
    '{',
    '}',
    '\n',
    'A=',
    'HTTP/1.1 200',
    '{"error":',
    '-----BEGIN ',
    'a.b.c',
    '\\',
    ' -d ',
    'grant_type=',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), (parts) => {
      recognise(parts.join(''))
    }),
  )
  for (const hostile of ['{\n', 'A="\n', 'curl "\n', '-----BEGIN A\n', '{"a":\n', 'eyJhbGciOiJSUzM4\n'])
    expect(recognise(hostile.repeat(13_000)).parts.length).toBeGreaterThanOrEqual(0)
})
