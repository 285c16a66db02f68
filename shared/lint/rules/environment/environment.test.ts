import type { ProfileId } from '../../../profiles/profile.ts'
import { NOW, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { faultTable } from '../../../testing/fault-table.ts'

const SOME: readonly ProfileId[] = [
  'epic-sandbox',
  'epic-production',
  'smart-generic',
  'oracle-health',
  'okta',
  'keycloak',
  'rfc7523',
  'rfc10070-fapi2',
]
const answerHeaders =
  (...headers: [string, string][]) =>
  (attempt: AttemptBuilder) =>
    attempt.answered(401, { error: 'invalid_client' }, headers)

faultTable([
  {
    rule: 'env-clock-offset',
    why: 'two minutes fast',
    profiles: SOME,
    spoil: (attempt) => attempt.withServerAhead(-120),
    also: ['payload-iat-future'],
  },
  {
    rule: 'env-clock-offset',
    why: 'ten minutes slow',
    profiles: SOME,
    spoil: (attempt) => attempt.withServerAhead(600),
    also: ['payload-exp-past', 'payload-iat-stale'],
  },
  {
    rule: 'env-clock-offset',
    why: 'twenty seconds slow',
    profiles: ['smart-generic'],
    spoil: (attempt) => attempt.withServerAhead(20),
    grade: 'possible',
  },
  {
    rule: 'env-date-unusable',
    why: 'no Date',
    profiles: SOME,
    spoil: (attempt) => attempt.withoutDate(),
    grade: 'hint',
  },
  {
    rule: 'env-date-unusable',
    why: 'an answer from a cache',
    profiles: SOME,
    spoil: answerHeaders(['age', '30']),
    grade: 'hint',
  },
  {
    rule: 'env-sync-pending',
    why: 'saved ten minutes ago, an hour is documented',
    profiles: ['epic-sandbox'],
    spoil: (attempt) => attempt.withRegistration({ savedAt: NOW - 600 }),
    grade: 'possible',
  },
  {
    rule: 'env-sync-pending',
    why: 'saved ten minutes ago, no delay is documented',
    profiles: ['epic-production'],
    spoil: (attempt) => attempt.withRegistration({ savedAt: NOW - 600 }),
    grade: 'hint',
  },
  {
    rule: 'env-jwks-cache-pending',
    why: 'the key is an hour old',
    profiles: ['epic-sandbox', 'epic-production', 'keycloak'],
    spoil: (attempt) =>
      attempt.withRegistration({ keyChangedAt: NOW - 3_600 }).withJwksDocument({
        headers: [
          ['content-type', 'application/json'],
          ['cache-control', 'max-age=86400'],
        ],
      }),
    grade: 'possible',
  },
  {
    rule: 'env-key-mode-retired',
    why: 'an uploaded key after the date',
    profiles: ['epic-sandbox'],
    spoil: async (attempt) =>
      (await attempt.uploaded()).with({ sentAt: 1_775_000_000, tokenResponse: undefined }),
    grade: 'possible',
  },
  {
    rule: 'env-proxy-in-path',
    why: 'Via',
    profiles: SOME,
    spoil: answerHeaders(['via', '1.1 proxy.example.test (squid)']),
    grade: 'possible',
  },
  {
    rule: 'env-mixed-environments',
    why: 'a sandbox FHIR base beside a production address',
    profiles: ['smart-generic', 'epic-production'],
    spoil: (attempt) =>
      attempt
        .withEnvironment({ label: 'production', fhirBaseUrl: 'https://sandbox.example.test/fhir/r4' })
        .withMetadata(null),
  },
  {
    rule: 'env-rate-limit',
    why: 'six in a minute',
    profiles: ['athenahealth'],
    spoil: (attempt) =>
      attempt
        .withEnvironment({ tokenEndpoint: 'https://api.preview.platform.athenahealth.com/oauth2/v1/token' })
        .withRequest((request) => ({
          ...request,
          url: 'https://api.preview.platform.athenahealth.com/oauth2/v1/token',
        }))
        .withHistory(Array.from({ length: 6 }, (_, i) => ({ sentAt: NOW - 50 + i, status: 200 }))),
  },
  {
    rule: 'env-tenant-malformed',
    why: 'a digit missing',
    profiles: ['oracle-health'],
    spoil: (attempt) =>
      attempt
        .withEnvironment({ tokenEndpoint: attempt.server.token.replace('5f2c09d2', '5f2c09d') })
        .withRequest((request) => ({ ...request, url: (request.url ?? '').replace('5f2c09d2', '5f2c09d') }))
        .withPayload({ aud: attempt.server.token.replace('5f2c09d2', '5f2c09d') })
        .withMetadata(null),
  },
  {
    rule: 'registration-no-key',
    why: 'no JWK Set URL and no key',
    profiles: SOME,
    spoil: (attempt) => attempt.withRegistration({ jwksUrl: '' }),
    grade: 'probable',
  },
])
