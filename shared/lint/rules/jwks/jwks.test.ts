import type { ProfileId } from '../../../profiles/profile.ts'
import { KID, NOW, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { faultTable } from '../../../testing/fault-table.ts'
import { publicJwkOf } from '../../../testing/keys.ts'

const SOME: readonly ProfileId[] = [
  'epic-sandbox',
  'epic-production',
  'smart-generic',
  'oracle-health',
  'okta',
  'keycloak',
  'rfc7523',
  'rfc10070-fapi2',
  'node-oidc-provider',
  'udap',
]
const URL_HERE = 'https://keys.example.test/jwks.json'

/** The first published key, changed. */
const key = (change: Readonly<Record<string, unknown>>) => async (attempt: AttemptBuilder) => {
  const [first] = await attempt.publicKeys()
  return attempt.publishing([{ ...first, ...change }])
}
const plusKeys =
  (...keys: readonly Readonly<Record<string, unknown>>[]) =>
  async (attempt: AttemptBuilder) =>
    attempt.publishing([...(await attempt.publicKeys()), ...keys])
const at = (jwksUrl: string) => (attempt: AttemptBuilder) => attempt.withRegistration({ jwksUrl })
const served = (document: Parameters<AttemptBuilder['withJwksDocument']>[0]) => (attempt: AttemptBuilder) =>
  attempt.withJwksDocument(document)
const headers = (...rows: [string, string][]) =>
  served({ headers: [['content-type', 'application/json'], ...rows] })
const unfetched = (failure: NonNullable<Parameters<AttemptBuilder['withJwksDocument']>[0]['failure']>) =>
  served({ failure, status: undefined, headers: undefined, body: undefined })

const PEM = '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n'
const changed = async (attempt: AttemptBuilder, change: (n: string) => string) => {
  const [first] = await attempt.publicKeys()
  return attempt.publishing([{ ...first, n: change(String(first?.['n'])) }])
}

faultTable([
  { rule: 'jwks-not-https', why: 'http', profiles: SOME, spoil: at('http://keys.example.test/jwks.json') },
  { rule: 'jwks-private-host', why: 'localhost', profiles: SOME, spoil: at('https://localhost/jwks.json') },
  { rule: 'jwks-private-host', why: 'RFC 1918', profiles: SOME, spoil: at('https://192.168.1.10/jwks.json') },
  { rule: 'jwks-private-host', why: '.local', profiles: SOME, spoil: at('https://build.local/jwks.json') },
  {
    rule: 'jwks-redirect',
    why: 'moved',
    profiles: SOME,
    spoil: served({ redirects: ['https://keys.example.test/new.json'] }),
  },
  {
    rule: 'jwks-status',
    why: '404',
    profiles: SOME,
    spoil: served({ status: 404, body: 'not found', headers: [['content-type', 'text/plain']] }),
  },
  {
    rule: 'jwks-status',
    why: 'a login wall',
    profiles: SOME,
    spoil: served({ status: 403, body: '<html></html>', headers: [['content-type', 'text/html']] }),
  },
  { rule: 'jwks-slow', why: 'three seconds', profiles: SOME, spoil: served({ durationMs: 3_000 }) },
  {
    rule: 'jwks-slow',
    why: 'eleven seconds',
    profiles: ['smart-generic', 'epic-sandbox'],
    spoil: served({ durationMs: 11_000 }),
    grade: 'probable',
  },
  {
    rule: 'jwks-content-type',
    why: 'plain text',
    profiles: SOME,
    spoil: served({
      headers: [
        ['content-type', 'text/plain'],
        ['cache-control', 'max-age=300'],
      ],
    }),
    grade: 'possible',
  },
  {
    rule: 'jwks-content-type',
    why: 'a page',
    profiles: ['smart-generic'],
    spoil: served({
      headers: [
        ['content-type', 'text/html'],
        ['cache-control', 'max-age=300'],
      ],
    }),
    grade: 'probable',
  },
  {
    rule: 'jwks-not-a-set',
    why: 'a bare JWK',
    profiles: SOME,
    spoil: async (attempt) =>
      attempt.withJwksDocument({ body: JSON.stringify((await attempt.publicKeys())[0]) }),
  },
  {
    rule: 'jwks-not-a-set',
    why: 'a bare array',
    profiles: SOME,
    spoil: async (attempt) => attempt.withJwksDocument({ body: JSON.stringify(await attempt.publicKeys()) }),
  },
  {
    rule: 'jwks-not-a-set',
    why: 'a page',
    profiles: SOME,
    spoil: served({ body: '<!doctype html><title>Sign in</title>' }),
  },
  { rule: 'jwks-not-a-set', why: 'PEM', profiles: SOME, spoil: served({ body: PEM }) },
  {
    rule: 'jwks-not-a-set',
    why: 'a byte order mark',
    profiles: SOME,
    spoil: async (attempt) =>
      attempt.withJwksDocument({ body: `\uFEFF${JSON.stringify({ keys: await attempt.publicKeys() })}` }),
  },
  {
    rule: 'jwks-not-a-set',
    why: 'keys is an object',
    profiles: SOME,
    spoil: served({ body: '{"keys":{}}' }),
  },
  { rule: 'jwks-empty', why: 'no keys', profiles: SOME, spoil: (attempt) => attempt.publishing([]) },
  {
    rule: 'jwks-size',
    why: '21 keys',
    profiles: ['smart-generic', 'rfc7523'],
    spoil: async (attempt) =>
      plusKeys(
        ...(await Promise.all(
          Array.from({ length: 20 }, async (_, i) => ({
            ...(await publicJwkOf('rsa-other')),
            kid: `old-${i}`,
          })),
        )),
      )(attempt),
  },
  {
    rule: 'jwks-kid-missing',
    why: 'none',
    profiles: ['smart-generic', 'oracle-health'],
    spoil: key({ kid: undefined }),
    also: ['header-kid-not-in-jwks'],
  },
  {
    rule: 'jwks-kid-missing',
    why: 'none on one of two',
    profiles: ['smart-generic', 'okta'],
    spoil: async (attempt) => plusKeys(await publicJwkOf('rsa-other'))(attempt),
  },
  {
    rule: 'jwks-kid-duplicate',
    why: 'two keys of one kid',
    profiles: SOME,
    spoil: async (attempt) =>
      plusKeys({ ...(await publicJwkOf('rsa-other')), kid: KID, use: 'sig' })(attempt),
  },
  {
    rule: 'jwks-kid-recycled',
    why: 'another key had this kid',
    profiles: SOME,
    spoil: (attempt) =>
      attempt.withHistory([
        {
          sentAt: NOW - 90_000,
          kid: KID,
          keyThumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
          status: 200,
        },
      ]),
  },
  { rule: 'jwks-private-member', why: 'd', profiles: SOME, spoil: key({ d: 'AQAB' }) },
  {
    rule: 'jwks-private-member',
    why: 'a symmetric key',
    profiles: SOME,
    spoil: plusKeys({ kty: 'oct', k: 'c2VjcmV0', kid: 'shared' }),
  },
  { rule: 'jwks-use-wrong', why: 'enc', profiles: SOME, spoil: key({ use: 'enc' }) },
  { rule: 'jwks-key-ops-wrong', why: 'sign alone', profiles: SOME, spoil: key({ key_ops: ['sign'] }) },
  {
    rule: 'jwks-key-ops-missing',
    why: 'neither use nor key_ops, and the answer speaks of keys',
    profiles: ['smart-generic'],
    spoil: async (attempt) =>
      (await key({ use: undefined })(attempt)).answered(400, {
        error: 'invalid_client',
        error_description: 'No usable public keys found',
      }),
  },
  { rule: 'jwks-member-missing', why: 'no e', profiles: SOME, spoil: key({ e: undefined }) },
  { rule: 'jwks-member-missing', why: 'no kty', profiles: SOME, spoil: key({ kty: undefined }) },
  { rule: 'jwks-member-encoding', why: 'e is a number', profiles: SOME, spoil: key({ e: 65_537 }) },
  {
    rule: 'jwks-member-encoding',
    why: 'standard base64 in n',
    profiles: SOME,
    spoil: (attempt) => changed(attempt, (n) => n.replaceAll('-', '+').replaceAll('_', '/') + '=='),
  },
  {
    rule: 'jwks-member-encoding',
    why: 'a leading zero octet in n',
    profiles: ['smart-generic', 'rfc7523'],
    spoil: (attempt) =>
      changed(attempt, (n) =>
        btoa(`\0${atob(n.replaceAll('-', '+').replaceAll('_', '/'))}`)
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replace(/=+$/, ''),
      ),
    grade: 'possible',
  },
  {
    rule: 'jwks-x5c-bad',
    why: 'PEM',
    profiles: ['smart-generic', 'rfc7523', 'rfc10070-fapi2'],
    spoil: key({ x5c: ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'] }),
  },
  {
    rule: 'jwks-rsa-short',
    why: '1024 bits',
    profiles: ['smart-generic', 'epic-sandbox', 'keycloak', 'rfc7523'],
    spoil: (attempt) => attempt.signedBy('rsa-short'),
  },
  {
    rule: 'jwks-cache-long',
    why: 'a week',
    profiles: SOME,
    spoil: headers(['cache-control', 'max-age=604800']),
  },
  { rule: 'jwks-cache-missing', why: 'nothing said', profiles: SOME, spoil: headers() },
  {
    rule: 'jwks-stale-by-url',
    why: 'a commit in the path',
    profiles: SOME,
    spoil: at('https://raw.host.test/acme/keys/3f786850e387550fdab836ed7e6dc881de23001b/jwks.json'),
  },
  {
    rule: 'jwks-wrong-environment-url',
    why: 'the URL of the other environment was fetched',
    profiles: ['epic-sandbox', 'smart-generic'],
    spoil: (attempt) =>
      attempt.withRegistration({ jwksUrl: '', otherJwksUrl: URL_HERE }).withJwksDocument({ url: URL_HERE }),
  },
  {
    rule: 'jwks-rotation-gap',
    why: 'the key is two minutes old',
    profiles: SOME,
    spoil: (attempt) => attempt.withRegistration({ keyChangedAt: NOW - 120 }),
  },
  { rule: 'jwks-unreachable', why: 'no such host', profiles: SOME, spoil: unfetched('dns') },
  { rule: 'jwks-unreachable', why: 'no answer in time', profiles: SOME, spoil: unfetched('timeout') },
  { rule: 'jwks-tls-chain', why: 'the chain is not complete', profiles: SOME, spoil: unfetched('tls') },
])
