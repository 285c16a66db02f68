import type { ProfileId } from '../../../profiles/profile.ts'
import {
  aLogin,
  aRedirect,
  CODE,
  encodePairs,
  NO_STORE,
  REDIRECT_URI,
  STATE,
  TOKEN_ANSWER,
} from '../../../testing/a-login.ts'
import { CLIENT_ID, NOW, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { faultTable, type Fault } from '../../../testing/fault-table.ts'

const SOME: readonly ProfileId[] = [
  'epic-sandbox',
  'smart-generic',
  'oracle-health',
  'okta',
  'keycloak',
  'rfc7523',
  'rfc10070-fapi2',
]
const SMART: readonly ProfileId[] = ['epic-sandbox', 'epic-production', 'smart-generic', 'oracle-health']

const answered =
  (...answer: Parameters<AttemptBuilder['answered']>) =>
  (attempt: AttemptBuilder) =>
    attempt.answered(...answer)
const granted = (
  change: Readonly<Record<string, unknown>>,
  from?: (id: ProfileId) => AttemptBuilder,
): Pick<Fault, 'spoil' | 'from'> => ({
  spoil: (attempt) => attempt.answered(200, { ...TOKEN_ANSWER, ...change }, NO_STORE),
  ...(from === undefined ? {} : { from }),
})
const login = (id: ProfileId) => aLogin(id)
const loginGrant = {
  scope: 'launch openid fhirUser patient/Patient.rs',
  patient: 'erXuFYUfucBZaryVksYEcMg3',
  refresh_token: undefined,
}
const HTML = '<!doctype html><title>Gateway</title>'
const callback = (pairs: Record<string, string>) => (attempt: AttemptBuilder) =>
  attempt.with({ callback: { url: `${REDIRECT_URI}?${encodePairs(pairs)}`, receivedAt: NOW - 2 } })

const part = (value: unknown): string =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
const idToken =
  (change: Readonly<Record<string, unknown>>, header: Readonly<Record<string, unknown>> = {}) =>
  (attempt: AttemptBuilder) =>
    attempt.answered(
      200,
      {
        ...TOKEN_ANSWER,
        ...loginGrant,
        id_token: `${part({ alg: 'RS256', kid: 'as-1', ...header })}.${part({ iss: attempt.server.issuer, sub: 'u1', aud: CLIENT_ID, iat: NOW - 1, exp: NOW + 300, nonce: '7hPtqLaNLycS6Yh78LFMM4', fhirUser: `${attempt.server.base}/Practitioner/1`, ...change })}.AAAA`,
      },
      NO_STORE,
    )

faultTable([
  {
    rule: 'resp-html',
    why: 'a page',
    profiles: SOME,
    spoil: answered(502, HTML, [['content-type', 'text/html']]),
    also: ['resp-status-class'],
  },
  {
    rule: 'resp-redirect',
    why: '302',
    profiles: SOME,
    spoil: answered(302, '', [['location', 'https://sso.example.test/login']]),
  },
  { rule: 'resp-status-class', why: '404', profiles: SOME, spoil: answered(404, '{}') },
  { rule: 'resp-status-class', why: '405', profiles: SOME, spoil: answered(405, '') },
  { rule: 'resp-status-class', why: '415', profiles: SOME, spoil: answered(415, '') },
  { rule: 'resp-status-class', why: '503', profiles: SOME, spoil: answered(503, '') },
  {
    rule: 'resp-error-shape',
    why: 'no error member',
    profiles: SOME,
    spoil: answered(400, '{"message":"no"}'),
    grade: 'possible',
  },
  {
    rule: 'resp-error-shape',
    why: '200 with an error',
    profiles: SOME,
    spoil: answered(200, { error: 'invalid_client' }),
    grade: 'possible',
  },
  {
    rule: 'resp-description-null',
    why: 'null',
    profiles: ['epic-sandbox', 'smart-generic'],
    spoil: answered(400, { error: 'invalid_client', error_description: null }),
    grade: 'hint',
  },
  {
    rule: 'resp-invalid-client-status',
    why: '403',
    profiles: SOME,
    spoil: answered(403, { error: 'invalid_client' }),
    grade: 'hint',
  },
  {
    rule: 'resp-unauthorized-client',
    why: 'known, and not allowed',
    profiles: SOME,
    spoil: answered(400, { error: 'unauthorized_client' }),
    grade: 'hint',
  },
  {
    rule: 'resp-invalid-grant-scope',
    why: 'invalid_scope',
    profiles: SOME,
    spoil: answered(400, { error: 'invalid_scope' }),
    grade: 'hint',
  },
  {
    rule: 'resp-invalid-request',
    why: 'invalid_request',
    profiles: SOME,
    spoil: answered(400, { error: 'invalid_request' }),
    grade: 'hint',
  },
  {
    rule: 'resp-consent-required',
    why: 'consent_required',
    profiles: SOME,
    spoil: answered(400, { error: 'consent_required' }),
    grade: 'hint',
  },
  {
    rule: 'resp-audience-named',
    why: 'the answer names another audience',
    profiles: ['smart-generic', 'rfc7523'],
    spoil: answered(401, {
      error: 'invalid_client',
      error_description: 'Audience must be https://ehr.example.test/other/token',
    }),
    grade: 'probable',
  },
  {
    rule: 'resp-client-echo-differs',
    why: 'another client came through',
    profiles: ['oracle-health'],
    spoil: answered(401, {
      error: 'invalid_client',
      error_uri:
        'https://authorization.example.test/errors/urn%3Acerner%3Aerror%3Aauthorization-server%3Aoauth2%3Atoken%3Ainvalid-client-credentials/instances/1?client=9a1c09d2-77b0-4c55-9e1d-0b6c2f7a9e00',
    }),
  },
  { rule: 'resp-token-type', why: 'absent', profiles: SOME, ...granted({ token_type: undefined }) },
  {
    rule: 'resp-token-type',
    why: 'mac',
    profiles: SOME,
    ...granted({ token_type: 'mac' }),
    grade: 'possible',
  },
  {
    rule: 'resp-expires-in',
    why: 'text',
    profiles: ['smart-generic', 'rfc7523'],
    ...granted({ expires_in: '300' }),
    grade: 'possible',
  },
  {
    rule: 'resp-expires-in',
    why: 'absent',
    profiles: ['smart-generic', 'oracle-health'],
    ...granted({ expires_in: undefined }),
    grade: 'proven',
  },
  {
    rule: 'resp-scope-missing',
    why: 'absent',
    profiles: ['smart-generic', 'oracle-health'],
    ...granted({ scope: undefined }),
    grade: 'proven',
  },
  {
    rule: 'resp-scope-reduced',
    why: 'one less',
    profiles: ['smart-generic', 'epic-sandbox'],
    ...granted({ scope: 'system/Observation.rs' }),
    grade: 'possible',
  },
  {
    rule: 'resp-cache-headers',
    why: 'none',
    profiles: SOME,
    spoil: answered(200, TOKEN_ANSWER),
    grade: 'possible',
  },
  {
    rule: 'resp-refresh-on-backend',
    why: 'a refresh token without a user',
    profiles: SOME,
    ...granted({ refresh_token: 'r' }),
    grade: 'hint',
  },
  {
    rule: 'resp-context-missing',
    why: 'no patient',
    profiles: ['smart-generic', 'epic-sandbox'],
    ...granted({ ...loginGrant, scope: 'launch/patient patient/Patient.rs', patient: undefined }, login),
  },
  {
    rule: 'resp-context-missing',
    why: 'the banner flag is text',
    profiles: ['smart-generic', 'epic-sandbox'],
    ...granted({ ...loginGrant, need_patient_banner: 'true' }, login),
    also: ['resp-id-token'],
  },
  {
    rule: 'resp-no-refresh-token',
    why: 'asked for, not given',
    profiles: ['smart-generic', 'epic-sandbox'],
    from: (id) => aLogin(id, { scope: 'launch openid fhirUser patient/Patient.rs offline_access' }),
    spoil: (attempt) => idToken({})(attempt),
  },
  {
    rule: 'resp-id-token',
    why: 'absent',
    profiles: ['smart-generic', 'epic-sandbox'],
    ...granted(loginGrant, login),
  },
  {
    rule: 'resp-id-token',
    why: 'for another app',
    profiles: ['smart-generic', 'epic-sandbox'],
    from: login,
    spoil: idToken({ aud: 'other' }),
  },
  {
    rule: 'resp-id-token',
    why: 'of another issuer',
    profiles: ['smart-generic', 'epic-sandbox'],
    from: login,
    spoil: idToken({ iss: 'https://other.example.test' }),
  },
  {
    rule: 'resp-id-token',
    why: 'of another login',
    profiles: ['smart-generic', 'epic-sandbox'],
    from: login,
    spoil: idToken({ nonce: 'other' }),
  },
  {
    rule: 'resp-id-token',
    why: 'expired',
    profiles: ['smart-generic', 'epic-sandbox'],
    from: login,
    spoil: idToken({ exp: NOW - 600 }),
  },
  {
    rule: 'resp-id-token',
    why: 'not signed',
    profiles: ['smart-generic', 'epic-sandbox'],
    from: login,
    spoil: idToken({}, { alg: 'none' }),
  },
  {
    rule: 'resp-id-token',
    why: 'without fhirUser',
    profiles: ['smart-generic', 'epic-sandbox'],
    from: login,
    spoil: idToken({ fhirUser: undefined }),
  },
  {
    rule: 'resp-state',
    why: 'of another login',
    profiles: SMART,
    from: login,
    spoil: callback({ code: CODE, state: `${STATE}x` }),
  },
  {
    rule: 'resp-iss-param',
    why: 'another issuer',
    profiles: ['smart-generic', 'rfc10070-fapi2'],
    from: login,
    spoil: callback({ code: CODE, state: STATE, iss: 'https://other.example.test' }),
    also: ['authz-par-required'],
  },
  {
    rule: 'resp-authz-error-page',
    why: 'the generic page',
    profiles: ['epic-sandbox', 'epic-production'],
    from: (id) => aRedirect(id),
    spoil: (attempt) =>
      attempt.with({
        tokenResponse: {
          status: 200,
          headers: [['content-type', 'text/html']],
          body: '<p>Something went wrong trying to authorize the client. Please try logging in again.</p>',
        },
      }),
  },
])
