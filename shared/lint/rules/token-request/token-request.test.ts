import type { ProfileId } from '../../../profiles/profile.ts'
import { aLogin, CODE, encodePairs, NO_STORE, REDIRECT_URI, VERIFIER } from '../../../testing/a-login.ts'
import { CLIENT_ID, NOW, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { faultTable } from '../../../testing/fault-table.ts'

const SOME: readonly ProfileId[] = [
  'epic-sandbox',
  'smart-generic',
  'okta',
  'keycloak',
  'rfc7523',
  'rfc10070-fapi2',
  'entra',
  'auth0',
]
const SMART: readonly ProfileId[] = ['epic-sandbox', 'epic-production', 'smart-generic', 'oracle-health']

const body = (change: (body: string) => string) => (attempt: AttemptBuilder) => attempt.withBody(change)
const plus = (pairs: Record<string, string>) => body((text) => `${text}&${encodePairs(pairs)}`)
const without = (name: string) =>
  body((text) =>
    text
      .split('&')
      .filter((pair) => !pair.startsWith(`${name}=`))
      .join('&'),
  )
const header = (name: string, value: string) => (attempt: AttemptBuilder) =>
  attempt.withRequest((request) => ({
    ...request,
    headers: [
      ...(request.headers ?? []).filter(([each]) => each.toLowerCase() !== name.toLowerCase()),
      [name, value],
    ],
  }))
const url = (change: (url: string) => string) => (attempt: AttemptBuilder) =>
  attempt.withRequest((request) => ({ ...request, url: change(request.url ?? '') }))
const rename = (from: string, to: string) =>
  body((text) => text.replace(new RegExp(`(^|&)${from}=`), `$1${to}=`))
const refusedLogin = (profile: ProfileId) =>
  aLogin(profile).answered(400, { error: 'invalid_grant' }, NO_STORE)

faultTable([
  {
    rule: 'tokreq-method',
    why: 'GET',
    spoil: (attempt) => attempt.withRequest((request) => ({ ...request, method: 'GET' })),
  },
  {
    rule: 'tokreq-url-insecure',
    why: 'http',
    profiles: SOME,
    spoil: url((text) => text.replace('https', 'http')),
    also: ['payload-aud-scheme', 'payload-aud-not-post-url'],
  },
  {
    rule: 'tokreq-url-decorated',
    why: 'a bare question mark',
    profiles: SMART,
    spoil: url((text) => `${text}?`),
  },
  {
    rule: 'tokreq-url-decorated',
    why: 'a slash at the end',
    profiles: SMART,
    spoil: url((text) => `${text}/`),
    also: ['payload-aud-trailing-slash'],
  },
  { rule: 'tokreq-content-type', why: 'JSON', spoil: header('Content-Type', 'application/json') },
  { rule: 'tokreq-content-type', why: 'plain text', spoil: header('Content-Type', 'text/plain') },
  {
    rule: 'tokreq-charset-suffix',
    why: 'a charset',
    spoil: header('Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'),
    grade: 'hint',
  },
  {
    rule: 'tokreq-body-json',
    why: 'a JSON body called a form',
    spoil: body((text) => JSON.stringify(Object.fromEntries(new URLSearchParams(text)))),
  },
  {
    rule: 'tokreq-param-in-query',
    why: 'everything in the address',
    profiles: SOME,
    spoil: (attempt) =>
      attempt.withRequest((request) => ({ ...request, url: `${request.url}?${request.body}`, body: '' })),
  },
  {
    rule: 'tokreq-param-in-query',
    why: 'client_id in the address',
    profiles: SOME,
    spoil: url((text) => `${text}?client_id=${CLIENT_ID}`),
  },
  {
    rule: 'tokreq-duplicate-param',
    why: 'grant_type twice',
    spoil: plus({ grant_type: 'client_credentials' }),
  },
  {
    rule: 'tokreq-empty-param',
    why: 'an empty scope',
    profiles: ['smart-generic', 'okta', 'oracle-health'],
    spoil: body((text) => text.replace(/scope=[^&]*/, 'scope=')),
    also: ['tokreq-scope-missing'],
  },
  {
    rule: 'tokreq-empty-param',
    why: 'an empty grant type',
    spoil: body((text) => text.replace(/grant_type=[^&]*/, 'grant_type=')),
    also: ['tokreq-grant-type'],
  },
  { rule: 'tokreq-stray-bytes', why: 'a byte order mark', spoil: body((text) => `\uFEFF${text}`) },
  { rule: 'tokreq-stray-bytes', why: 'a question mark first', spoil: body((text) => `?${text}`) },
  { rule: 'tokreq-stray-bytes', why: 'an ampersand first', spoil: body((text) => `&${text}`) },
  { rule: 'tokreq-stray-bytes', why: 'a line break at the end', spoil: body((text) => `${text}\r\n`) },
  { rule: 'tokreq-stray-bytes', why: 'HTML entities', spoil: body((text) => text.replaceAll('&', '&amp;')) },
  {
    rule: 'tokreq-stray-bytes',
    why: 'a space before a name',
    spoil: body((text) => text.replace('&scope', '& scope')),
    also: ['tokreq-scope-missing'],
  },
  { rule: 'tokreq-grant-type', why: 'none', spoil: without('grant_type') },
  {
    rule: 'tokreq-grant-type',
    why: 'password',
    spoil: body((text) => text.replace(/grant_type=[^&]*/, 'grant_type=password')),
  },
  { rule: 'tokreq-assertion-missing', why: 'no assertion', spoil: (attempt) => attempt.withAssertion(null) },
  { rule: 'tokreq-assertion-missing', why: 'no type', spoil: without('client_assertion_type') },
  {
    rule: 'tokreq-assertion-param-name',
    why: 'as assertion',
    spoil: rename('client_assertion', 'assertion'),
    except: ['google'],
  },
  {
    rule: 'tokreq-assertion-param-name',
    why: 'as client_secret',
    spoil: rename('client_assertion', 'client_secret'),
  },
  {
    rule: 'tokreq-assertion-param-name',
    why: 'as a bearer token',
    spoil: async (attempt) => {
      const { assertion } = await attempt.evidence()
      return header('Authorization', `Bearer ${assertion}`)(without('client_assertion')(attempt))
    },
  },
  {
    rule: 'tokreq-assertion-type',
    why: 'encoded twice',
    spoil: body((text) => text.replace('urn%3Aietf', 'urn%253Aietf')),
  },
  {
    rule: 'tokreq-assertion-type',
    why: "the grant's name",
    spoil: body((text) => text.replace('client-assertion-type%3Ajwt', 'grant-type%3Ajwt')),
  },
  {
    rule: 'tokreq-assertion-type',
    why: 'SAML',
    spoil: body((text) => text.replace('type%3Ajwt-bearer', 'type%3Asaml2-bearer')),
  },
  {
    rule: 'tokreq-client-id-present',
    why: 'beside the assertion',
    profiles: ['epic-sandbox', 'epic-production'],
    spoil: plus({ client_id: CLIENT_ID }),
  },
  {
    rule: 'tokreq-client-id-mismatch',
    why: 'another one',
    profiles: SOME.filter((id) => id !== 'entra'),
    spoil: plus({ client_id: 'someone-else' }),
  },
  {
    rule: 'tokreq-client-id-missing',
    why: 'where it is wanted',
    profiles: ['entra'],
    spoil: without('client_id'),
    grade: 'proven',
  },
  { rule: 'tokreq-two-methods', why: 'a secret too', spoil: plus({ client_secret: 's3cr3t' }) },
  {
    rule: 'tokreq-two-methods',
    why: 'Basic too',
    spoil: header('Authorization', `Basic ${btoa(`${CLIENT_ID}:`)}`),
  },
  {
    rule: 'tokreq-basic-percent-encoded',
    why: 'encoded before base64',
    profiles: ['epic-sandbox'],
    spoil: (attempt) =>
      header('Authorization', `Basic ${btoa('my%2Did:s%2Bt')}`)(attempt.withAssertion(null)),
    also: ['tokreq-assertion-missing'],
  },
  {
    rule: 'tokreq-form-encoding',
    why: 'a bare space',
    spoil: body((text) => text.replace(/scope=[^&]*/, 'scope=system/Patient.rs system/Observation.rs')),
    except: ['entra'],
  },
  {
    rule: 'tokreq-form-encoding',
    why: 'scope encoded twice',
    profiles: SMART,
    spoil: body((text) => text.replace(/scope=[^&]*/, 'scope=system%252FPatient.rs')),
  },
  { rule: 'tokreq-param-misspelled', why: 'grant-type', spoil: rename('grant_type', 'grant-type') },
  {
    rule: 'tokreq-param-misspelled',
    why: 'clientAssertion',
    spoil: rename('client_assertion', 'clientAssertion'),
  },
  {
    rule: 'tokreq-param-misspelled',
    why: 'client_assertion_typ',
    spoil: rename('client_assertion_type', 'client_assertion_typ'),
  },
  {
    rule: 'tokreq-scope-missing',
    why: 'none',
    profiles: ['smart-generic', 'oracle-health', 'athenahealth', 'okta', 'entra'],
    spoil: without('scope'),
  },
  {
    rule: 'tokreq-scope-missing',
    why: 'none, and reports differ',
    profiles: ['epic-sandbox'],
    spoil: without('scope'),
    grade: 'hint',
  },
  {
    rule: 'tokreq-scope-wrong-kind',
    why: 'a patient scope for a system',
    profiles: SMART,
    spoil: body((text) => text.replace(/scope=[^&]*/, 'scope=patient%2FPatient.rs')),
  },
  {
    rule: 'tokreq-scope-wrong-kind',
    why: 'openid for a system',
    profiles: SMART,
    spoil: body((text) => text.replace(/scope=[^&]*/, 'scope=openid%20system%2FPatient.rs')),
  },
  {
    rule: 'tokreq-scope-wrong-kind',
    why: 'commas',
    profiles: SMART,
    spoil: body((text) => text.replace(/scope=[^&]*/, 'scope=system%2FPatient.rs%2Csystem%2FObservation.rs')),
  },
  {
    rule: 'tokreq-scope-wrong-kind',
    why: 'no /.default',
    profiles: ['entra'],
    spoil: body((text) => text.replace(/scope=[^&]*/, 'scope=https%3A%2F%2Fgraph.example.test%2FUser.Read')),
  },
  {
    rule: 'tokreq-resource',
    why: 'with a fragment',
    spoil: plus({ resource: 'https://fhir.example.test/#a' }),
    grade: 'possible',
  },
  {
    rule: 'tokreq-resource',
    why: 'no audience',
    profiles: ['auth0'],
    spoil: without('audience'),
    grade: 'possible',
  },

  { rule: 'tokreq-code-missing', why: 'none', profiles: SMART, from: refusedLogin, spoil: without('code') },
  {
    rule: 'tokreq-code-altered',
    why: 'cut short',
    profiles: SMART,
    from: refusedLogin,
    spoil: body((text) => text.replace(CODE, CODE.slice(0, 20))),
  },
  {
    rule: 'tokreq-code-altered',
    why: 'with the fragment of the browser',
    profiles: SMART,
    from: refusedLogin,
    spoil: body((text) => text.replace(CODE, `${CODE}%23_%3D_`)),
  },
  {
    rule: 'tokreq-code-old',
    why: 'used before',
    profiles: SMART,
    from: refusedLogin,
    spoil: (attempt) => attempt.withHistory([{ sentAt: NOW - 1, code: CODE, status: 200 }]),
  },
  {
    rule: 'tokreq-code-old',
    why: 'eleven minutes old',
    profiles: SMART,
    from: refusedLogin,
    spoil: (attempt) =>
      attempt.with({
        callback: {
          url: `${REDIRECT_URI}?code=${CODE}&state=pFyjwMoVV35ZRHcfhrKpcywYdSjaC4xQ`,
          receivedAt: NOW - 700,
        },
      }),
  },
  {
    rule: 'tokreq-redirect-uri',
    why: 'absent',
    profiles: SMART,
    from: refusedLogin,
    spoil: without('redirect_uri'),
  },
  {
    rule: 'tokreq-redirect-uri',
    why: 'one slash more',
    profiles: SMART,
    from: refusedLogin,
    spoil: body((text) => text.replace('callback', 'callback%2F')),
  },
  {
    rule: 'tokreq-redirect-uri',
    why: 'where there is no login',
    profiles: ['epic-sandbox', 'smart-generic', 'rfc7523'],
    spoil: plus({ redirect_uri: REDIRECT_URI }),
    grade: 'possible',
  },
  {
    rule: 'tokreq-verifier',
    why: 'absent',
    profiles: SMART,
    from: refusedLogin,
    spoil: without('code_verifier'),
  },
  {
    rule: 'tokreq-verifier',
    why: 'of another login',
    profiles: SMART,
    from: refusedLogin,
    spoil: body((text) => text.replace(VERIFIER, VERIFIER.split('').reverse().join(''))),
  },
  {
    rule: 'tokreq-verifier',
    why: 'too short',
    profiles: SMART,
    from: refusedLogin,
    spoil: body((text) => text.replace(VERIFIER, 'abc')),
  },
  {
    rule: 'tokreq-verifier-unexpected',
    why: 'no challenge was sent',
    profiles: SMART,
    from: (id) =>
      aLogin(id, { code_challenge: undefined, code_challenge_method: undefined }).answered(
        400,
        { error: 'invalid_grant' },
        NO_STORE,
      ),
    spoil: (attempt) => attempt,
    also: ['authz-pkce-missing'],
  },
  {
    rule: 'tokreq-browser-origin',
    why: 'the page got no answer',
    profiles: SOME,
    spoil: (attempt) => attempt.with({ tokenResponse: { status: 0, headers: [], body: '' } }),
  },
  {
    rule: 'tokreq-mtls',
    why: 'the metadata has another address for mutual TLS',
    profiles: ['keycloak', 'rfc7523'],
    spoil: (attempt) =>
      attempt.withMetadata({ mtls_endpoint_aliases: { token_endpoint: 'https://mtls.example.test/token' } }),
  },
  {
    rule: 'tokreq-dpop',
    why: 'the proof is for another address',
    profiles: ['rfc10070-fapi2', 'okta'],
    spoil: header(
      'DPoP',
      `${btoa(JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty: 'EC' } })).replace(/=+$/, '')}.${btoa(JSON.stringify({ htm: 'POST', htu: 'https://elsewhere.example.test/token', iat: NOW, jti: 'a' })).replace(/=+$/, '')}.AAAA`,
    ),
  },
])
