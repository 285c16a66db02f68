import type { ProfileId } from '../../../profiles/profile.ts'
import { NOW, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { faultTable } from '../../../testing/fault-table.ts'

const SMART: readonly ProfileId[] = ['epic-sandbox', 'epic-production', 'smart-generic', 'oracle-health']
const PLAIN: readonly ProfileId[] = ['rfc7523', 'rfc10070-fapi2', 'keycloak', 'okta']

type Document = NonNullable<Awaited<ReturnType<AttemptBuilder['evidence']>>['documents']>[number]

/** The server's metadata document, fetched in another way. */
const fetched = (change: (document: Document) => Partial<Document>) => async (attempt: AttemptBuilder) => {
  const { documents = [] } = await attempt.evidence()
  const [metadata] = documents
  return metadata === undefined
    ? attempt
    : attempt.withMetadata(null).withDocuments([{ ...metadata, ...change(metadata) }])
}
const members = (change: Readonly<Record<string, unknown>>) => (attempt: AttemptBuilder) =>
  attempt.withMetadata(change)
const HTML = '<!doctype html><title>Not found</title>'

faultTable([
  {
    rule: 'disc-location',
    why: 'not below the FHIR base',
    profiles: ['smart-generic', 'oracle-health'],
    spoil: fetched(() => ({ url: 'https://elsewhere.example.test/.well-known/smart-configuration' })),
  },
  {
    rule: 'disc-not-json',
    why: 'a page',
    profiles: [...SMART, ...PLAIN],
    spoil: fetched(() => ({ body: HTML, headers: [['content-type', 'text/html']] })),
  },
  {
    rule: 'disc-not-json',
    why: '404',
    profiles: [...SMART, ...PLAIN],
    spoil: fetched(() => ({ status: 404, body: HTML, headers: [['content-type', 'text/html']] })),
  },
  {
    rule: 'disc-issuer-mismatch',
    why: 'a slash more',
    profiles: ['rfc7523', 'rfc10070-fapi2', 'keycloak'],
    spoil: members({ issuer: 'https://ehr.example.test/oauth2/' }),
  },
  {
    rule: 'disc-required-missing',
    why: 'no capabilities',
    profiles: ['smart-generic', 'oracle-health'],
    spoil: members({ capabilities: undefined }),
  },
  {
    rule: 'disc-required-missing',
    why: 'no token endpoint',
    profiles: ['smart-generic'],
    spoil: members({ token_endpoint: undefined }),
  },
  {
    rule: 'disc-relative-url',
    why: 'a relative token endpoint',
    profiles: ['smart-generic'],
    spoil: members({ token_endpoint: '/oauth2/token' }),
    also: ['payload-aud-not-accepted', 'payload-aud-path-partial', 'payload-aud-scheme'],
  },
  {
    rule: 'disc-relative-url',
    why: 'http',
    profiles: SMART,
    spoil: members({ authorization_endpoint: 'http://ehr.example.test/oauth2/authorize' }),
  },
  {
    rule: 'disc-pkce-methods',
    why: 'plain only',
    profiles: SMART,
    spoil: members({ code_challenge_methods_supported: ['plain'] }),
    grade: 'hint',
  },
  {
    rule: 'disc-method-missing',
    why: 'secrets only',
    profiles: [...SMART, ...PLAIN],
    spoil: members({ token_endpoint_auth_methods_supported: ['client_secret_basic'] }),
  },
  {
    rule: 'disc-token-conflict',
    why: 'two documents, two addresses',
    profiles: SMART,
    spoil: (attempt) =>
      attempt.withDocuments([
        {
          kind: 'openid-configuration',
          url: `${attempt.server.issuer}/.well-known/openid-configuration`,
          status: 200,
          headers: [['content-type', 'application/json']],
          body: JSON.stringify({
            issuer: attempt.server.issuer,
            token_endpoint: `${attempt.server.issuer}/v2/other-token`,
            authorization_endpoint: `${attempt.server.issuer}/authorize`,
          }),
          fetchedAt: NOW - 60,
        },
      ]),
    grade: 'possible',
  },
  {
    rule: 'disc-user-token-url',
    why: 'typed by hand',
    profiles: ['smart-generic'],
    spoil: (attempt) => attempt.withEnvironment({ tokenEndpoint: 'https://ehr.example.test/oauth2/tokens' }),
    grade: 'possible',
  },
  {
    rule: 'disc-fhir-version',
    why: 'an old base with /metadata only',
    profiles: ['smart-generic', 'oracle-health'],
    spoil: async (attempt) =>
      (await fetched(() => ({ status: 404, body: '', headers: [] }))(attempt)).withDocuments([
        {
          kind: 'capability-statement',
          url: `${attempt.server.base}/metadata`,
          status: 200,
          headers: [['content-type', 'application/json']],
          body: '{"resourceType":"Conformance","fhirVersion":"1.0.2"}',
          fetchedAt: NOW - 60,
        },
      ]),
    also: ['disc-not-json'],
  },
])
