import { CLIENT_ID, NOW, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { faultTable } from '../../../testing/fault-table.ts'
import type { ProfileId } from '../../../profiles/profile.ts'

/** The servers that want the token endpoint, and those that want the issuer. */
const TOKEN_URL: readonly ProfileId[] = [
  'epic-sandbox',
  'epic-production',
  'smart-generic',
  'oracle-health',
  'okta',
  'nhs-england',
  'medplum',
]
const MOST: readonly ProfileId[] = [
  ...TOKEN_URL,
  'rfc10070-fapi2',
  'rfc7523',
  'keycloak',
  'auth0',
  'node-oidc-provider',
  'cms-dpc',
  'udap',
  'google',
]
const OTHER_ID = '9a1c09d2-77b0-4c55-9e1d-0b6c2f7a9e00'

const aud =
  (change: (aud: string, attempt: AttemptBuilder) => unknown) => async (attempt: AttemptBuilder) => {
    const { payloadText } = attempt.texts()
    const { aud: current } = JSON.parse(payloadText) as { aud: string }
    return attempt.withPayload({ aud: change(current, attempt) })
  }
const both = (id: unknown) => (attempt: AttemptBuilder) => attempt.withPayload({ iss: id, sub: id })

faultTable([
  { rule: 'payload-iss-missing', why: 'absent', spoil: (attempt) => attempt.withPayload({ iss: undefined }) },
  { rule: 'payload-iss-missing', why: 'a number', spoil: (attempt) => attempt.withPayload({ iss: 12 }) },
  {
    rule: 'payload-sub-missing',
    why: 'absent',
    spoil: (attempt) => attempt.withPayload({ sub: undefined }),
    except: ['google'],
  },
  { rule: 'payload-sub-missing', why: 'empty', spoil: (attempt) => attempt.withPayload({ sub: '' }) },
  {
    rule: 'payload-iss-sub-differ',
    why: 'sub names a user',
    spoil: (attempt) => attempt.withPayload({ sub: 'svc-user' }),
    where: '/assertion/payload/sub',
  },
  { rule: 'payload-iss-not-client-id', why: 'the id of another app', spoil: both(OTHER_ID) },
  { rule: 'payload-iss-not-client-id', why: 'other letter case', spoil: both(CLIENT_ID.toUpperCase()) },
  {
    rule: 'payload-wrong-environment-id',
    why: 'the id of the other environment',
    spoil: (attempt) => both(OTHER_ID)(attempt).withEnvironment({ otherClientId: OTHER_ID }),
  },
  {
    rule: 'payload-client-id-shape',
    why: 'a name in place of the id',
    profiles: ['epic-sandbox', 'epic-production', 'entra'],
    spoil: (attempt) =>
      both('my-app')(attempt)
        .withEnvironment({ clientId: 'my-app' })
        .withParameters([
          ['grant_type', 'client_credentials'],
          ['scope', 'https://graph.example.test/.default'],
          ['client_id', 'my-app'],
        ]),
  },
  {
    rule: 'payload-iss-is-url',
    why: 'the address of the app',
    profiles: ['smart-generic', 'rfc7523'],
    spoil: (attempt) => both('https://app.example.test')(attempt).withEnvironment({ clientId: undefined }),
  },
  {
    rule: 'payload-hidden-characters',
    why: 'a zero-width space in iss',
    spoil: both(`${CLIENT_ID.slice(0, 8)}\u200B${CLIENT_ID.slice(8)}`),
  },
  { rule: 'payload-hidden-characters', why: 'a line break after sub', spoil: both(`${CLIENT_ID}\n`) },
  {
    rule: 'payload-id-too-long',
    why: 'over 64 characters',
    profiles: ['auth0'],
    spoil: (attempt) => both('a'.repeat(65))(attempt).withEnvironment({ clientId: 'a'.repeat(65) }),
  },
  { rule: 'payload-jti-missing', why: 'absent', spoil: (attempt) => attempt.withPayload({ jti: undefined }) },
  { rule: 'payload-jti-type', why: 'a number', spoil: (attempt) => attempt.withPayload({ jti: 42 }) },
  { rule: 'payload-jti-type', why: 'empty', spoil: (attempt) => attempt.withPayload({ jti: '' }) },
  {
    rule: 'payload-jti-too-long',
    why: '152 characters',
    profiles: ['epic-sandbox', 'epic-production', 'auth0'],
    spoil: (attempt) => attempt.withPayload({ jti: 'f1a9'.repeat(38) }),
  },
  {
    rule: 'payload-jti-too-long',
    why: '300 characters',
    spoil: (attempt) => attempt.withPayload({ jti: 'f1a9c'.repeat(60) }),
  },
  {
    rule: 'payload-jti-reused',
    why: 'seen before, and not yet expired then',
    spoil: (attempt) =>
      attempt.withHistory([
        {
          sentAt: NOW - 20,
          iss: CLIENT_ID,
          jti: '0e4f3a52-6c1f-4f0e-9d5b-7f1d2a90c1b7',
          exp: NOW + 30,
          status: 200,
        },
      ]),
  },
  {
    rule: 'payload-jti-predictable',
    why: 'the time',
    spoil: (attempt) => attempt.withPayload({ jti: String(NOW - 5) }),
    grade: 'hint',
  },
  {
    rule: 'payload-jti-predictable',
    why: 'short',
    spoil: (attempt) => attempt.withPayload({ jti: 'abc' }),
    grade: 'hint',
  },
  {
    rule: 'payload-secret-inside',
    why: 'a client secret',
    spoil: (attempt) => attempt.withPayload({ client_secret: 'x' }),
    grade: 'hint',
  },
  {
    rule: 'payload-scope-claim',
    why: 'scope in the claims only',
    profiles: ['smart-generic', 'epic-sandbox', 'rfc7523'],
    spoil: (attempt) =>
      attempt
        .withPayload({ scope: 'system/Patient.rs' })
        .withParameters([['grant_type', 'client_credentials']]),
    also: ['tokreq-scope-missing'],
  },
  {
    rule: 'payload-extra-claim',
    why: 'members of an access token',
    spoil: (attempt) => attempt.withPayload({ resource: 'https://fhir.example.test' }),
    grade: 'possible',
  },
  {
    rule: 'payload-digest-shape',
    why: 'base64 in place of hex',
    spoil: (attempt) =>
      attempt.withPayload({
        digest: { alg: 'SHA256', value: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=' },
      }),
  },

  {
    rule: 'payload-snowflake-case',
    why: 'a lower-case account',
    profiles: ['rfc7523'],
    spoil: (attempt) =>
      attempt.withPayload({
        iss: 'acme.APP.SHA256:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
        sub: 'acme.APP',
      }),
  },
  {
    rule: 'payload-snowflake-account',
    why: 'the region in the account',
    profiles: ['rfc7523'],
    spoil: (attempt) =>
      attempt.withPayload({
        iss: 'ACME.EU-WEST-1.APP.SHA256:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
        sub: 'ACME.EU-WEST-1.APP',
      }),
  },
  { rule: 'payload-aud-missing', why: 'absent', spoil: aud(() => undefined) },
  { rule: 'payload-aud-missing', why: 'empty', spoil: aud(() => '') },
  { rule: 'payload-aud-missing', why: 'an empty array', spoil: aud(() => []) },
  { rule: 'payload-aud-missing', why: 'null', spoil: aud(() => null) },
  {
    rule: 'payload-aud-not-accepted',
    why: 'another server',
    profiles: MOST,
    spoil: aud(() => 'https://login.other-vendor.test/services/session'),
  },
  {
    rule: 'payload-aud-array',
    why: 'one member',
    profiles: ['epic-sandbox', 'smart-generic', 'rfc10070-fapi2', 'medplum'],
    spoil: aud((text) => [text]),
  },
  {
    rule: 'payload-aud-several',
    why: 'two members',
    profiles: ['rfc10070-fapi2', 'keycloak', 'smart-generic', 'epic-sandbox', 'okta'],
    spoil: aud((text, attempt) => [text, attempt.server.base]),
  },
  {
    rule: 'payload-aud-is-token-url',
    why: 'where the issuer is wanted',
    profiles: ['rfc10070-fapi2', 'auth0'],
    spoil: aud((_, { server }) => server.token),
  },
  {
    rule: 'payload-aud-is-issuer',
    why: 'where the token endpoint is wanted',
    profiles: TOKEN_URL,
    spoil: aud((_, { server }) => server.issuer),
  },
  {
    rule: 'payload-aud-not-post-url',
    why: 'the request goes through a gateway',
    profiles: ['epic-sandbox', 'smart-generic', 'okta'],
    spoil: (attempt) =>
      attempt.withRequest((request) => ({
        ...request,
        url: 'https://gateway.example.test/ehr/oauth2/token',
      })),
    grade: 'probable',
  },
  {
    rule: 'payload-aud-trailing-slash',
    why: 'one more',
    profiles: MOST.filter((id) => id !== 'auth0'),
    spoil: aud((text) => `${text}/`),
  },
  {
    rule: 'payload-aud-trailing-slash',
    why: 'one missing',
    profiles: ['auth0'],
    spoil: aud((text) => text.slice(0, -1)),
    also: ['payload-aud-is-issuer'],
  },
  {
    rule: 'payload-aud-scheme',
    why: 'http',
    profiles: MOST,
    spoil: aud((text) => text.replace('https:', 'http:')),
  },
  {
    rule: 'payload-aud-scheme',
    why: 'none',
    profiles: MOST,
    spoil: aud((text) => text.replace('https://', '')),
  },
  {
    rule: 'payload-aud-scheme',
    why: 'capitals',
    profiles: MOST,
    spoil: aud((text) => text.replace('https', 'HTTPS')),
  },
  {
    rule: 'payload-aud-host-case',
    why: 'a capital',
    profiles: MOST,
    spoil: aud((text) => text.replace('example', 'Example')),
  },
  {
    rule: 'payload-aud-port',
    why: ':443',
    profiles: MOST,
    spoil: aud((text) => text.replace('.test', '.test:443')),
  },
  {
    rule: 'payload-aud-port',
    why: 'another port',
    profiles: MOST,
    spoil: aud((text) => text.replace('.test', '.test:8443')),
  },
  {
    rule: 'payload-aud-path-case',
    why: 'a capital',
    profiles: MOST,
    spoil: aud((text) => text.replace('oauth2', 'OAuth2').replace('tenants', 'Tenants')),
  },
  {
    rule: 'payload-aud-path-shape',
    why: 'a doubled slash',
    profiles: MOST,
    spoil: aud((text) => text.replace(/(test)\//, '$1//')),
  },
  {
    rule: 'payload-aud-path-shape',
    why: 'a dot segment',
    profiles: MOST,
    spoil: aud((text) => text.replace(/(test)\//, '$1/x/../')),
  },
  {
    rule: 'payload-aud-path-partial',
    why: 'the last segment missing',
    profiles: ['oracle-health', 'rfc10070-fapi2'],
    spoil: aud((text) => text.replace(/\/[^/]+$/, '')),
    also: ['payload-aud-is-issuer'],
  },
  {
    rule: 'payload-aud-path-partial',
    why: 'one segment more',
    profiles: ['epic-sandbox', 'smart-generic', 'okta'],
    spoil: aud((text) => `${text}/authorize`),
  },
  {
    rule: 'payload-aud-percent',
    why: 'encoded',
    profiles: MOST,
    spoil: aud((text) => encodeURIComponent(text)),
  },
  {
    rule: 'payload-aud-percent',
    why: 'one character encoded',
    profiles: MOST,
    spoil: aud((text) => text.replace('oauth2', 'o%61uth2').replace('tenants', 't%65nants')),
  },
  { rule: 'payload-aud-query-fragment', why: 'a query', profiles: MOST, spoil: aud((text) => `${text}?x=1`) },
  { rule: 'payload-aud-query-fragment', why: 'a fragment', profiles: MOST, spoil: aud((text) => `${text}#`) },
  {
    rule: 'payload-aud-userinfo',
    why: 'a user before the host',
    profiles: MOST,
    spoil: aud((text) => text.replace('https://', 'https://me@')),
  },
  {
    rule: 'payload-aud-invisible',
    why: 'a space at the end',
    profiles: MOST,
    spoil: aud((text) => `${text} `),
  },
  {
    rule: 'payload-aud-invisible',
    why: 'a zero-width space',
    profiles: MOST,
    spoil: aud((text) => `${text.slice(0, 12)}\u200B${text.slice(12)}`),
  },
  {
    rule: 'payload-aud-lookalike',
    why: 'a Cyrillic letter',
    profiles: MOST,
    spoil: aud((text) => text.replace('example', 'exаmple')),
  },
  {
    rule: 'payload-aud-placeholder',
    why: 'never filled in',
    profiles: MOST,
    spoil: aud(() => 'https://{host}/oauth2/token'),
  },
  {
    rule: 'payload-aud-placeholder',
    why: 'from a sample',
    profiles: MOST,
    spoil: aud(() => 'https://YOUR_DOMAIN/oauth2/token'),
  },
  {
    rule: 'payload-aud-placeholder',
    why: 'this machine',
    profiles: MOST,
    spoil: aud(() => 'http://localhost:8080/token'),
  },
  {
    rule: 'payload-aud-is-fhir-base',
    why: 'the audience of the authorization request',
    profiles: TOKEN_URL,
    spoil: aud((_, { server }) => server.base),
  },
  {
    rule: 'payload-aud-is-fhir-base',
    why: 'with a slash',
    profiles: TOKEN_URL,
    spoil: aud((_, { server }) => `${server.base}/`),
  },
  {
    rule: 'payload-aud-other-endpoint',
    why: 'the authorization endpoint',
    profiles: MOST,
    spoil: aud((_, { server }) => server.token.replace(/token$/, 'authorize')),
  },
  {
    rule: 'payload-aud-other-endpoint',
    why: 'the key set',
    profiles: MOST,
    spoil: aud((_, { server }) => `${server.issuer}/certs`),
  },
  {
    rule: 'payload-aud-other-endpoint',
    why: 'the metadata',
    profiles: MOST,
    spoil: aud((_, { server }) => `${server.issuer}/.well-known/openid-configuration`),
  },
  {
    rule: 'payload-aud-other-environment',
    why: 'the sandbox',
    profiles: MOST,
    spoil: aud((text) => text.replace('https://', 'https://sandbox.')),
  },
  {
    rule: 'payload-aud-tenant',
    why: 'another tenant',
    profiles: ['oracle-health', 'entra'],
    spoil: aud((text) => text.replace('5f2c09d2', '6a2c09d2')),
  },
  {
    rule: 'payload-aud-tenant',
    why: 'common',
    profiles: ['entra'],
    spoil: aud((text) => text.replace(/[0-9a-f-]{36}/, 'common')),
  },
  {
    rule: 'payload-aud-typo',
    why: 'two letters swapped',
    profiles: MOST,
    spoil: aud((text) => text.replace('example', 'exmaple')),
  },
  {
    rule: 'payload-aud-typo',
    why: 'one letter missing in the path',
    profiles: MOST,
    spoil: aud((text) => text.replace('oauth2', 'outh2').replace('tenants', 'tenant')),
  },

  { rule: 'payload-exp-missing', why: 'absent', spoil: (attempt) => attempt.withPayload({ exp: undefined }) },
  {
    rule: 'payload-date-string',
    why: 'digits as text',
    spoil: (attempt) => attempt.withPayload({ exp: String(NOW + 50) }),
  },
  {
    rule: 'payload-date-string',
    why: 'ISO 8601',
    spoil: (attempt) => attempt.withPayload({ exp: '2025-11-24T16:01:00Z' }),
  },
  {
    rule: 'payload-date-milliseconds',
    why: 'exp',
    spoil: (attempt) => attempt.withPayload({ exp: (NOW + 50) * 1000 }),
  },
  {
    rule: 'payload-date-milliseconds',
    why: 'all',
    spoil: (attempt) => attempt.withPayload({ iat: NOW * 1000, exp: (NOW + 50) * 1000 }),
  },
  { rule: 'payload-date-implausible', why: 'zero', spoil: (attempt) => attempt.withPayload({ exp: 0 }) },
  { rule: 'payload-date-implausible', why: 'null', spoil: (attempt) => attempt.withPayload({ exp: null }) },
  {
    rule: 'payload-date-implausible',
    why: 'a duration',
    spoil: (attempt) => attempt.withPayload({ exp: 300 }),
  },
  {
    rule: 'payload-date-float',
    why: 'a fraction',
    spoil: (attempt) => attempt.withPayload({ exp: NOW + 50.5 }),
  },
  {
    rule: 'payload-exp-past',
    why: 'ten minutes ago',
    spoil: (attempt) => attempt.withPayload({ iat: NOW - 660, exp: NOW - 600 }),
    also: ['payload-iat-stale'],
  },
  {
    rule: 'payload-exp-near',
    why: 'ten seconds ahead',
    spoil: (attempt) => attempt.withPayload({ exp: NOW + 10 }),
    grade: 'possible',
  },
  {
    rule: 'payload-exp-too-far',
    why: 'a day ahead',
    profiles: ['smart-generic', 'oracle-health', 'okta', 'nhs-england', 'cms-dpc', 'athenahealth'],
    spoil: (attempt) => attempt.withPayload({ iat: NOW + 0, exp: NOW + 86_400 }),
    also: ['payload-window-too-wide'],
  },
  {
    rule: 'payload-exp-too-far',
    why: 'twenty minutes ahead',
    profiles: ['smart-generic', 'nhs-england'],
    spoil: (attempt) => attempt.withPayload({ exp: NOW + 1_200 }),
    also: ['payload-window-too-wide'],
  },
  {
    rule: 'payload-exp-edge',
    why: 'at the limit',
    profiles: ['epic-sandbox', 'smart-generic', 'auth0', 'nhs-england'],
    spoil: (attempt) => attempt.withPayload({ iat: NOW, exp: NOW + 300 }),
    grade: 'possible',
  },
  {
    rule: 'payload-window-too-wide',
    why: 'iat backdated',
    profiles: ['epic-sandbox', 'auth0', 'udap'],
    spoil: (attempt) => attempt.withPayload({ iat: NOW - 200, exp: NOW + 200 }),
  },
  {
    rule: 'payload-window-too-wide',
    why: 'nbf backdated',
    profiles: ['epic-sandbox'],
    spoil: (attempt) => attempt.withPayload({ nbf: NOW - 290, exp: NOW + 50 }),
  },
  {
    rule: 'payload-date-order',
    why: 'exp before iat',
    spoil: (attempt) => attempt.withPayload({ iat: NOW - 5, exp: NOW - 6 }),
    also: ['payload-exp-past'],
  },
  {
    rule: 'payload-date-order',
    why: 'exp and nbf are one',
    spoil: (attempt) => attempt.withPayload({ nbf: NOW + 50, exp: NOW + 50 }),
    also: ['payload-nbf-future'],
  },
  {
    rule: 'payload-iat-future',
    why: 'ten minutes ahead',
    spoil: (attempt) => attempt.withPayload({ iat: NOW + 600, exp: NOW + 650 }),
    except: ['node-oidc-provider', 'medplum'],
    also: ['payload-exp-too-far'],
  },
  {
    rule: 'payload-nbf-future',
    why: 'two minutes ahead',
    spoil: (attempt) => attempt.withPayload({ nbf: NOW + 120, exp: NOW + 170 }),
    also: ['payload-exp-too-far'],
    except: ['duende'],
  },
  { rule: 'payload-iat-missing', why: 'absent', spoil: (attempt) => attempt.withPayload({ iat: undefined }) },
  {
    rule: 'payload-iat-stale',
    why: 'built six minutes ago',
    spoil: (attempt) => attempt.withPayload({ iat: NOW - 400 }),
    also: ['payload-window-too-wide'],
  },
  {
    rule: 'payload-timezone-shift',
    why: 'an hour back',
    spoil: (attempt) => attempt.withPayload({ iat: NOW - 3_600, exp: NOW - 3_360 }),
    also: ['payload-exp-past', 'payload-iat-stale'],
  },
])
