import { decodeBase64url, encodeBase64url, encodeUtf8 } from '../../../assertion/base64url.ts'
import { CLIENT_ID, KID, NOW, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { faultTable } from '../../../testing/fault-table.ts'
import { publicJwkOf } from '../../../testing/keys.ts'

/** The signed assertion of a correct attempt, with its text changed afterwards. */
const resent = (change: (assertion: string) => string) => async (attempt: AttemptBuilder) =>
  attempt.withAssertion(change((await attempt.evidence()).assertion ?? ''))

const part = (value: unknown): string => encodeBase64url(encodeUtf8(JSON.stringify(value)))
const parts = (change: (parts: string[]) => string[]) =>
  resent((assertion) => change(assertion.split('.')).join('.'))

faultTable([
  {
    rule: 'assertion-part-count',
    why: 'the signature is missing',
    spoil: parts(([h = '', p = '']) => [h, p]),
  },
  {
    rule: 'assertion-part-count',
    why: 'the signature is empty',
    spoil: parts(([h = '', p = '']) => [h, p, '']),
  },
  {
    rule: 'assertion-part-count',
    why: 'five parts are an encrypted token',
    spoil: parts((all) => [...all, 'AAAA', 'BBBB']),
  },
  {
    rule: 'assertion-part-count',
    why: 'a text that is no token',
    spoil: (attempt) => attempt.withAssertion('bm90LWEtdG9rZW4'),
  },
  {
    rule: 'assertion-not-base64url',
    why: 'the signature is padded',
    spoil: resent((assertion) => `${assertion}==`),
  },
  {
    rule: 'assertion-not-base64url',
    why: 'the signature is in the base64 alphabet',
    spoil: resent((assertion) => assertion.replace(/.{4}$/, 'a+b/')),
  },
  { rule: 'assertion-wrapped', why: 'Bearer in front', spoil: resent((assertion) => `Bearer ${assertion}`) },
  {
    rule: 'assertion-wrapped',
    why: 'a line break at the end',
    spoil: resent((assertion) => `${assertion}\n`),
  },
  { rule: 'assertion-wrapped', why: 'quotes around', spoil: resent((assertion) => `"${assertion}"`) },
  {
    rule: 'assertion-wrapped',
    why: 'dots encoded once more',
    spoil: resent((assertion) => assertion.replaceAll('.', '%2E')),
  },
  {
    rule: 'assertion-wrapped',
    why: 'wrapped at 76 characters',
    spoil: resent((assertion) => assertion.replace(/.{76}/g, '$&\n')),
  },
  {
    rule: 'assertion-json-invalid',
    why: 'a trailing comma in the payload',
    spoil: (attempt) => attempt.withPayloadText('{"iss":"a",}'),
  },
  {
    rule: 'assertion-json-invalid',
    why: 'the header is an array',
    spoil: parts(([, p = '', s = '']) => [part([]), p, s]),
  },
  {
    rule: 'assertion-json-invalid',
    why: 'the header is a string',
    spoil: parts(([, p = '', s = '']) => [part('x'), p, s]),
  },
  {
    rule: 'assertion-json-invalid',
    why: 'a byte order mark',
    spoil: (attempt) => attempt.withPayloadText(`\uFEFF${attempt.texts().payloadText}`),
  },
  {
    rule: 'assertion-json-invalid',
    why: 'bytes that are not UTF-8',
    spoil: parts(([h = '', , s = '']) => [h, encodeBase64url(new Uint8Array([123, 255, 125])), s]),
  },
  {
    rule: 'assertion-duplicate-member',
    why: 'exp twice',
    spoil: (attempt) =>
      attempt.withPayloadText(attempt.texts().payloadText.replace(/\}$/, `,"exp":${NOW + 50}}`)),
    grade: 'possible',
  },
  {
    rule: 'assertion-too-long',
    why: 'over 2048 bytes',
    profiles: ['auth0'],
    spoil: (attempt) => attempt.withPayload({ note: 'x'.repeat(2_000) }),
  },
  {
    rule: 'assertion-too-long',
    why: 'over 50 KiB',
    profiles: ['duende'],
    spoil: (attempt) => attempt.withPayload({ note: 'x'.repeat(52_000) }),
  },
  {
    rule: 'assertion-too-long',
    why: 'over 8 KiB',
    profiles: ['smart-generic', 'epic-sandbox', 'okta'],
    spoil: (attempt) => attempt.withPayload({ note: 'x'.repeat(9_000) }),
    grade: 'possible',
  },
  {
    rule: 'assertion-is-basic-credential',
    why: 'an id and a secret in base64',
    spoil: (attempt) => attempt.withAssertion(btoa('my-client:my-secret')),
  },
  {
    rule: 'assertion-is-request-object',
    why: 'a JAR request object',
    spoil: (attempt) =>
      attempt.withHeader({ typ: 'oauth-authz-req+jwt' }).withPayload({
        response_type: 'code',
        redirect_uri: 'https://app.example.test/cb',
        sub: undefined,
        jti: undefined,
      }),
    also: ['header-typ-wrong'],
  },
  {
    rule: 'assertion-reused',
    why: 'the same jti and exp was sent before',
    spoil: (attempt) =>
      attempt.withHistory([
        {
          sentAt: NOW - 30,
          iss: CLIENT_ID,
          jti: '0e4f3a52-6c1f-4f0e-9d5b-7f1d2a90c1b7',
          exp: NOW + 50,
          status: 401,
          error: 'invalid_client',
        },
      ]),
    also: ['payload-jti-reused'],
  },
  { rule: 'header-alg-missing', why: 'absent', spoil: (attempt) => attempt.withHeader({ alg: undefined }) },
  { rule: 'header-alg-missing', why: 'a number', spoil: (attempt) => attempt.withHeader({ alg: 384 }) },
  {
    rule: 'header-alg-none',
    why: 'none, whatever its case',
    spoil: (attempt) => attempt.withHeader({ alg: 'nOnE' }),
  },
  { rule: 'header-alg-symmetric', why: 'an HMAC', spoil: (attempt) => attempt.withHeader({ alg: 'HS256' }) },
  { rule: 'header-alg-case', why: 'lower case', spoil: (attempt) => attempt.withHeader({ alg: 'rs384' }) },
  {
    rule: 'header-alg-unsupported',
    why: 'an algorithm that the list lacks',
    profiles: ['epic-sandbox', 'epic-production', 'okta'],
    spoil: (attempt) =>
      attempt
        .withHeader({ alg: 'PS256' })
        .withMetadata({ token_endpoint_auth_signing_alg_values_supported: undefined }),
  },
  {
    rule: 'header-alg-unsupported',
    why: 'RS256 with a list of others',
    profiles: ['oracle-health', 'rfc10070-fapi2', 'nhs-england'],
    spoil: (attempt) =>
      attempt
        .withHeader({ alg: 'RS256' })
        .withMetadata({ token_endpoint_auth_signing_alg_values_supported: undefined }),
  },
  {
    rule: 'header-alg-not-advertised',
    why: 'the metadata lists others',
    spoil: (attempt) => attempt.withMetadata({ token_endpoint_auth_signing_alg_values_supported: ['ES384'] }),
    grade: 'probable',
    except: ['cms-dpc'],
  },
  {
    rule: 'header-alg-not-smart-pair',
    why: 'RS256',
    profiles: ['smart-generic'],
    spoil: (attempt) =>
      attempt
        .withHeader({ alg: 'RS256' })
        .withMetadata({ token_endpoint_auth_signing_alg_values_supported: undefined }),
    grade: 'hint',
  },
  {
    rule: 'header-alg-key-mismatch',
    why: 'an EC algorithm with an RSA key',
    spoil: (attempt) => attempt.withHeader({ alg: 'ES384' }),
    except: ['cms-dpc', 'nhs-england', 'google', 'auth0', 'udap', 'entra', 'rfc10070-fapi2'],
  },
  {
    rule: 'header-alg-key-mismatch',
    why: 'an RSA algorithm with a P-256 key',
    profiles: ['smart-generic', 'epic-sandbox', 'okta', 'keycloak', 'rfc7523'],
    spoil: async (attempt) => attempt.publishing([{ ...(await publicJwkOf('p256')), kid: KID, use: 'sig' }]),
  },
  {
    rule: 'header-alg-jwk-alg-mismatch',
    why: 'the published key names another algorithm',
    profiles: ['smart-generic', 'node-oidc-provider', 'keycloak'],
    spoil: async (attempt) =>
      attempt.publishing([{ ...(await publicJwkOf('rsa')), kid: KID, alg: 'RS256', use: 'sig' }]),
  },
  {
    rule: 'header-alg-registered-mismatch',
    why: 'another algorithm is recorded',
    spoil: (attempt) => attempt.withRegistration({ signingAlg: 'ES256' }),
  },
  {
    rule: 'header-alg-ec-static-key',
    why: 'an EC key that was uploaded',
    profiles: ['epic-sandbox', 'epic-production'],
    spoil: async (attempt) =>
      attempt
        .signedBy('p384')
        .withHeader({ alg: 'ES384' })
        .withRegistration({ keyMode: 'uploaded-key', uploadedJwk: await publicJwkOf('p384') }),
  },
  { rule: 'header-typ-missing', why: 'absent', spoil: (attempt) => attempt.withHeader({ typ: undefined }) },
  { rule: 'header-typ-wrong', why: 'another word', spoil: (attempt) => attempt.withHeader({ typ: 'JWS' }) },
  { rule: 'header-typ-case', why: 'lower case', spoil: (attempt) => attempt.withHeader({ typ: 'jwt' }) },
  {
    rule: 'header-typ-new-on-old-profile',
    why: 'the newer type',
    spoil: (attempt) => attempt.withHeader({ typ: 'client-authentication+jwt' }),
    except: ['rfc10070-fapi2'],
  },
  {
    rule: 'header-typ-not-rfc10070',
    why: 'the older type',
    profiles: ['rfc10070-fapi2'],
    spoil: (attempt) => attempt.withHeader({ typ: 'JWT' }),
    grade: 'possible',
  },
  {
    rule: 'header-not-a-client-assertion',
    why: 'an access token',
    spoil: (attempt) => attempt.withHeader({ typ: 'at+jwt' }),
    also: ['header-typ-wrong'],
  },
  {
    rule: 'header-not-a-client-assertion',
    why: 'an ID token',
    spoil: (attempt) => attempt.withPayload({ nonce: 'a', azp: CLIENT_ID, at_hash: 'x' }),
    grade: 'probable',
  },
  {
    rule: 'header-kid-missing',
    why: 'absent',
    spoil: (attempt) => attempt.withHeader({ kid: undefined }),
    except: ['okta'],
  },
  { rule: 'header-kid-type', why: 'a number', spoil: (attempt) => attempt.withHeader({ kid: 7 }) },
  { rule: 'header-kid-type', why: 'empty', spoil: (attempt) => attempt.withHeader({ kid: '' }) },
  {
    rule: 'header-kid-not-in-jwks',
    why: 'another one',
    spoil: (attempt) => attempt.withHeader({ kid: 'other' }),
    also: ['header-kid-format'],
  },
  {
    rule: 'header-kid-not-in-jwks',
    why: 'a letter for a digit',
    spoil: (attempt) => attempt.withHeader({ kid: 'np-2O26-08-a' }),
    except: ['cms-dpc'],
  },
  {
    rule: 'header-kid-is-client-id',
    why: 'the client id',
    spoil: (attempt) => attempt.withHeader({ kid: CLIENT_ID }),
    also: ['header-kid-not-in-jwks'],
  },
  {
    rule: 'header-kid-format',
    why: 'no UUID',
    profiles: ['cms-dpc'],
    spoil: async (attempt) =>
      attempt.withHeader({ kid: 'my-key' }).publishing([{ ...(await publicJwkOf('p384')), kid: 'my-key' }]),
  },
  {
    rule: 'header-kid-format',
    why: 'no thumbprint',
    profiles: ['auth0'],
    spoil: async (attempt) => (await attempt.uploaded()).withHeader({ kid: 'my-key' }),
    grade: 'possible',
  },
  {
    rule: 'header-kid-derivation',
    why: 'the thumbprint in place of the published id',
    spoil: async (attempt) => {
      const facts = await attempt.facts()
      return attempt.withHeader({ kid: facts.jwks?.keys[0]?.thumbprint })
    },
    except: ['auth0', 'cms-dpc'],
  },
  {
    rule: 'header-kid-derivation',
    why: "OpenSSL's SHA-1 of the public key, with colons",
    profiles: ['smart-generic', 'okta', 'rfc7523'],
    spoil: async (attempt) => {
      const { jwks } = await attempt.facts()
      return attempt.withHeader({
        kid: jwks?.keys[0]?.derivations.find(({ name }) => name === 'the SHA-1 of the public key with colons')
          ?.value,
      })
    },
  },
  {
    rule: 'header-jku-mismatch',
    why: 'another address',
    spoil: (attempt) => attempt.withHeader({ jku: 'https://keys.example.test/other.json' }),
  },
  {
    rule: 'header-jku-not-https',
    why: 'plain http',
    spoil: (attempt) => attempt.withHeader({ jku: 'http://keys.example.test/jwks.json' }),
    also: ['header-jku-mismatch'],
  },
  {
    rule: 'header-embedded-key',
    why: 'the key travels along',
    spoil: (attempt) => attempt.withHeader({ jwk: { kty: 'RSA' } }),
    except: ['udap'],
  },
  {
    rule: 'header-embedded-key',
    why: 'no certificate where UDAP wants one',
    profiles: ['udap'],
    spoil: (attempt) => attempt.withHeader({ x5c: undefined }),
  },
  {
    rule: 'header-x5t-missing',
    why: 'no thumbprint of the certificate',
    profiles: ['entra'],
    spoil: (attempt) => attempt.withHeader({ 'x5t#S256': undefined }),
  },
  {
    rule: 'header-x5t-wrong',
    why: 'the digest as hexadecimal text',
    profiles: ['entra'],
    spoil: (attempt) => attempt.withHeader({ 'x5t#S256': 'a1'.repeat(32) }),
  },
  {
    rule: 'header-x5t-wrong',
    why: 'the hexadecimal text encoded once more',
    profiles: ['entra'],
    spoil: (attempt) =>
      attempt.withHeader({
        alg: 'RS256',
        'x5t#S256': undefined,
        x5t: encodeBase64url(encodeUtf8('A1'.repeat(20))),
      }),
  },
  {
    rule: 'header-x5t-pairing',
    why: 'RS256 with the newer thumbprint alone',
    profiles: ['entra'],
    spoil: (attempt) => attempt.withHeader({ alg: 'RS256' }).withMetadata(null),
    grade: 'possible',
  },
  {
    rule: 'header-crit-unknown',
    why: 'an extension that nobody knows',
    spoil: (attempt) => attempt.withHeader({ crit: ['exp'] }),
  },
  {
    rule: 'signature-invalid',
    why: 'signed by a key that nobody published',
    spoil: async (attempt) => attempt.publishing(await attempt.publicKeys()).signedBy('rsa-other'),
    except: ['cms-dpc'],
  },
  {
    rule: 'signature-invalid',
    why: 'one bit turned over',
    spoil: resent((assertion) => {
      const at = assertion.lastIndexOf('.') + 1
      const bytes = decodeBase64url(assertion.slice(at))
      if (bytes.ok) bytes.bytes[40] = (bytes.bytes[40] ?? 0) ^ 1
      return assertion.slice(0, at) + (bytes.ok ? encodeBase64url(bytes.bytes) : '')
    }),
  },
  {
    rule: 'signature-invalid',
    why: 'the payload was changed after signing',
    spoil: parts(([h = '', p = '', s = '']) => {
      const bytes = decodeBase64url(p)
      const text = bytes.ok ? new TextDecoder().decode(bytes.bytes) : ''
      return [h, encodeBase64url(encodeUtf8(text.replace(/\n/g, ''))), s]
    }),
  },
  {
    rule: 'signature-other-key',
    why: 'another published key signed',
    spoil: async (attempt) =>
      attempt
        .signedBy('rsa-other')
        .publishing([
          ...(await attempt.publicKeys()),
          { ...(await publicJwkOf('rsa-other')), kid: 'np-2026-09-b', use: 'sig' },
        ]),
    except: ['cms-dpc'],
  },
  {
    rule: 'signature-length',
    why: 'a DER signature',
    profiles: ['smart-generic', 'epic-sandbox', 'rfc7523'],
    spoil: (attempt) =>
      parts(([h = '', p = '']) => [h, p, encodeBase64url(new Uint8Array(102).fill(0x30))])(
        attempt.signedBy('p384').withHeader({ alg: 'ES384' }),
      ),
  },
  {
    rule: 'signature-length',
    why: 'cut short',
    spoil: parts(([h = '', p = '', s = '']) => [h, p, s.slice(0, 60)]),
  },
])
