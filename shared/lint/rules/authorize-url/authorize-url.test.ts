import type { ProfileId } from '../../../profiles/profile.ts'
import { aRedirect, CHALLENGE, LAUNCH, REDIRECT_URI, STATE, VERIFIER } from '../../../testing/a-login.ts'
import { NOW, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { faultTable, type Fault } from '../../../testing/fault-table.ts'

const SMART: readonly ProfileId[] = ['epic-sandbox', 'epic-production', 'smart-generic', 'oracle-health']
const same = (attempt: AttemptBuilder): AttemptBuilder => attempt
type Row = readonly [
  rule: string,
  why: string,
  change: Parameters<typeof aRedirect>[1],
  more?: Partial<Fault>,
]

const rows: readonly Row[] = [
  ['authz-response-type', 'token', { response_type: 'token' }],
  ['authz-response-type', 'absent', { response_type: undefined }],
  ['authz-client-id', 'absent', { client_id: undefined }],
  ['authz-client-id', 'another app', { client_id: '9a1c09d2-77b0-4c55-9e1d-0b6c2f7a9e00' }],
  ['authz-redirect-uri', 'absent', { redirect_uri: undefined }],
  ['authz-redirect-uri', 'a slash more', { redirect_uri: `${REDIRECT_URI}/` }],
  [
    'authz-redirect-uri',
    'another letter case',
    { redirect_uri: REDIRECT_URI.replace('callback', 'Callback') },
  ],
  ['authz-redirect-uri', 'another port', { redirect_uri: REDIRECT_URI.replace('.test', '.test:8443') }],
  [
    'authz-redirect-shape',
    'with a fragment',
    { redirect_uri: `${REDIRECT_URI}#x` },
    { also: ['authz-redirect-uri'] },
  ],
  [
    'authz-redirect-shape',
    'http',
    { redirect_uri: REDIRECT_URI.replace('https', 'http') },
    { also: ['authz-redirect-uri'], profiles: ['epic-production', 'smart-generic'] },
  ],
  ['authz-redirect-shape', 'relative', { redirect_uri: '/smart/callback' }, { also: ['authz-redirect-uri'] }],
  ['authz-aud-missing', 'absent', { aud: undefined }],
  ['authz-aud-mismatch', 'another base', { aud: 'https://other.example.test/fhir/dstu2' }],
  [
    'authz-aud-mismatch',
    'a slash more',
    { aud: 'https://ehr.example.test/fhir/r4/' },
    { profiles: ['epic-sandbox', 'smart-generic'], grade: 'possible' },
  ],
  [
    'authz-aud-is-auth-server',
    'the token endpoint',
    { aud: 'https://ehr.example.test/oauth2/token' },
    { profiles: ['epic-sandbox', 'smart-generic'] },
  ],
  [
    'authz-aud-is-auth-server',
    'the authorization endpoint',
    { aud: 'https://ehr.example.test/oauth2/authorize' },
    { profiles: ['epic-sandbox', 'smart-generic'] },
  ],
  [
    'authz-aud-is-auth-server',
    'the issuer',
    { aud: 'https://ehr.example.test/oauth2' },
    { profiles: ['epic-sandbox', 'smart-generic'] },
  ],
  [
    'authz-launch-pairing',
    'the parameter without the scope',
    { scope: 'openid fhirUser patient/Patient.rs launch/patient' },
    { profiles: ['epic-sandbox', 'smart-generic'] },
  ],
  ['authz-launch-pairing', 'the scope without the parameter', { launch: undefined }],
  ['authz-launch-pairing', 'another value than the EHR gave', { launch: `${LAUNCH.slice(0, -4)}AAAA` }],
  ['authz-state', 'absent', { state: undefined }],
  ['authz-state', 'guessable', { state: 'abc' }, { grade: 'hint' }],
  [
    'authz-pkce-missing',
    'no challenge',
    { code_challenge: undefined, code_challenge_method: undefined },
    { profiles: ['smart-generic', 'oracle-health', 'epic-sandbox'] },
  ],
  ['authz-pkce-method', 'plain', { code_challenge_method: 'plain' }],
  ['authz-pkce-method', 'absent', { code_challenge_method: undefined }],
  ['authz-pkce-shape', 'padded', { code_challenge: `${CHALLENGE}=` }],
  ['authz-pkce-shape', 'the verifier itself', { code_challenge: VERIFIER }],
  [
    'authz-pkce-shape',
    'the digest in hexadecimal',
    {
      code_challenge: btoa('13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3').replace(
        /=+$/,
        '',
      ),
    },
  ],
  ['authz-nonce', 'absent beside openid', { nonce: undefined }, { grade: 'hint' }],
  ['authz-param-empty', 'an empty client_id', { client_id: '' }, { also: ['authz-client-id'] }],
  ['authz-param-empty', 'an empty prompt', { prompt: '' }, { grade: 'possible' }],
  [
    'authz-scope-missing',
    'absent',
    { scope: undefined, launch: undefined },
    { profiles: ['smart-generic', 'oracle-health'] },
  ],
  [
    'authz-scope-separator',
    'commas',
    { scope: 'launch,openid,fhirUser,patient/Patient.rs' },
    { profiles: ['epic-sandbox', 'smart-generic'], also: ['authz-launch-pairing'] },
  ],
  [
    'authz-scope-separator',
    'two spaces',
    { scope: 'launch openid  fhirUser patient/Patient.rs' },
    { profiles: ['epic-sandbox', 'smart-generic'] },
  ],
  [
    'authz-scope-grammar',
    'letters out of order',
    { scope: 'launch openid fhirUser patient/Patient.sr' },
    { profiles: ['smart-generic'] },
  ],
  [
    'authz-scope-grammar',
    'no context',
    { scope: 'launch openid fhirUser Patient.read' },
    { profiles: ['smart-generic'] },
  ],
  [
    'authz-scope-grammar',
    'a lower-case type',
    { scope: 'launch openid fhirUser patient/patient.rs' },
    { profiles: ['smart-generic'] },
  ],
  [
    'authz-scope-grammar',
    'nothing after the dot',
    { scope: 'launch openid fhirUser patient/Patient.' },
    { profiles: ['smart-generic'] },
  ],
  [
    'authz-scope-mixed-versions',
    'both',
    { scope: 'launch openid fhirUser patient/Patient.rs patient/Observation.read' },
    { profiles: ['epic-sandbox', 'smart-generic'], grade: 'possible' },
  ],
  [
    'authz-scope-wildcard',
    'every type',
    { scope: 'launch openid fhirUser patient/*.rs' },
    { profiles: ['epic-sandbox', 'smart-generic'], grade: 'hint' },
  ],
  [
    'authz-scope-context',
    'a system scope for a user',
    { scope: 'launch openid fhirUser system/Patient.rs' },
    { profiles: ['epic-sandbox', 'smart-generic'], grade: 'probable' },
  ],
  [
    'authz-scope-offline-pair',
    'both',
    { scope: 'launch openid fhirUser patient/Patient.rs offline_access online_access' },
    { profiles: ['epic-sandbox', 'smart-generic'], grade: 'hint' },
  ],
  [
    'authz-scope-identity-pair',
    'fhirUser alone',
    { scope: 'launch fhirUser patient/Patient.rs' },
    { profiles: ['epic-sandbox', 'smart-generic'] },
  ],
]

faultTable([
  ...rows.map(([rule, why, change, more = {}]): Fault => ({
    rule,
    why,
    profiles: SMART,
    spoil: same,
    from: (id) => aRedirect(id, change),
    ...more,
  })),
  {
    rule: 'authz-endpoint',
    why: 'another path',
    profiles: SMART,
    spoil: same,
    from: (id) => aRedirect(id, {}, (url) => url.replace('/authorize?', '/auth?')),
  },
  {
    rule: 'authz-endpoint',
    why: 'http',
    profiles: SMART,
    spoil: same,
    from: (id) => aRedirect(id, {}, (url) => url.replace('https:', 'http:')),
  },
  {
    rule: 'authz-endpoint',
    why: 'a fragment',
    profiles: SMART,
    spoil: same,
    from: (id) => aRedirect(id, {}, (url) => `${url}#top`),
  },
  {
    rule: 'authz-param-duplicate',
    why: 'state twice',
    profiles: SMART,
    spoil: same,
    from: (id) => aRedirect(id, {}, (url) => `${url}&state=${STATE}`),
  },
  {
    rule: 'authz-encoding',
    why: 'encoded twice',
    profiles: SMART,
    spoil: same,
    from: (id) => aRedirect(id, {}, (url) => url.replace('redirect_uri=https%3A', 'redirect_uri=https%253A')),
    also: ['authz-redirect-uri', 'authz-redirect-shape'],
  },
  {
    rule: 'authz-encoding',
    why: 'HTML entities',
    profiles: SMART,
    spoil: same,
    from: (id) => aRedirect(id, {}, (url) => url.replaceAll('&', '&amp;')),
  },
  {
    rule: 'authz-encoding',
    why: 'a bare space',
    profiles: SMART,
    spoil: same,
    from: (id) => aRedirect(id, {}, (url) => url.replaceAll('%20', ' ')),
  },
  {
    rule: 'authz-scope-plus-encoded',
    why: 'an encoded plus',
    profiles: ['epic-sandbox', 'smart-generic'],
    spoil: same,
    from: (id) => aRedirect(id, {}, (url) => url.replaceAll('%20', '%2B')),
  },
  {
    rule: 'authz-launch-stale',
    why: 'used before',
    profiles: ['epic-sandbox', 'smart-generic'],
    spoil: (attempt) => attempt.withHistory([{ sentAt: NOW - 60, launch: LAUNCH }]),
    from: (id) => aRedirect(id),
  },
  {
    rule: 'authz-launch-stale',
    why: 'ten minutes old',
    profiles: ['epic-sandbox', 'smart-generic'],
    spoil: (attempt) =>
      attempt.with({ launch: { iss: attempt.server.base, launch: LAUNCH, receivedAt: NOW - 600 } }),
    from: (id) => aRedirect(id),
  },
  {
    rule: 'authz-launch-invented',
    why: 'a value of our own',
    profiles: ['epic-sandbox', 'smart-generic'],
    spoil: (attempt) => attempt.with({ launch: undefined }),
    from: (id) => aRedirect(id, { launch: '6f1f29ee-6c1f-4f0e-9d5b-7f1d2a90c1b7' }),
  },
  {
    rule: 'launch-value-empty',
    why: 'the EHR gave none',
    profiles: SMART,
    spoil: (attempt) =>
      attempt.with({ launch: { iss: attempt.server.base, launch: '', receivedAt: NOW - 6 } }),
    from: (id) =>
      aRedirect(id, { launch: undefined, scope: 'openid fhirUser launch/patient patient/Patient.read' }),
  },
  {
    rule: 'authz-length',
    why: 'over 2000 characters',
    profiles: ['epic-sandbox', 'smart-generic'],
    spoil: same,
    from: (id) => aRedirect(id, { login_hint: 'x'.repeat(1_900) }),
    grade: 'possible',
  },
  {
    rule: 'authz-par-required',
    why: 'the metadata demand it',
    profiles: ['rfc10070-fapi2', 'rfc7523'],
    spoil: (attempt) => attempt.withMetadata({ require_pushed_authorization_requests: true }),
    from: (id) => aRedirect(id, { aud: undefined, launch: undefined, scope: 'openid' }),
  },
  {
    rule: 'authz-scope-unsupported',
    why: 'not on the list',
    profiles: ['epic-sandbox', 'smart-generic'],
    spoil: (attempt) =>
      attempt.withMetadata({ scopes_supported: ['launch', 'openid', 'fhirUser', 'patient/Observation.rs'] }),
    from: (id) => aRedirect(id),
    grade: 'possible',
  },
  {
    rule: 'authz-smart-version-path',
    why: 'version 2 scopes at a version 1 address',
    profiles: ['oracle-health'],
    spoil: same,
    from: (id) => aRedirect(id, { scope: 'launch openid fhirUser patient/Patient.rs' }),
    grade: 'possible',
  },
  {
    rule: 'authz-method',
    why: 'a POST without an EHR launch',
    profiles: ['epic-sandbox', 'epic-production'],
    from: (id) =>
      aRedirect(id, { launch: undefined, scope: 'launch/patient openid fhirUser patient/Patient.read' }),
    spoil: (attempt) =>
      attempt.with({
        launch: undefined,
        tokenRequest: {
          method: 'POST',
          url: attempt.server.token.replace(/token$/, 'authorize'),
          headers: [['Content-Type', 'application/x-www-form-urlencoded']],
          body: 'response_type=code',
        },
      }),
    also: ['tokreq-assertion-missing', 'tokreq-grant-type'],
  },
  {
    rule: 'authz-persona-mismatch',
    why: 'the answer says so',
    profiles: ['oracle-health'],
    from: (id) => aRedirect(id),
    spoil: (attempt) =>
      attempt.with({
        callback: {
          url: `${REDIRECT_URI}?error=invalid_request&error_uri=urn:client-persona-mismatch&state=${STATE}`,
        },
      }),
    grade: 'proven',
  },
])
