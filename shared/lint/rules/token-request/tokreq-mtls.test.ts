import { NOW } from '../../../testing/an-attempt.ts'
import { ruleTable } from '../../../testing/rule-table.ts'
import { tokreqMtls } from './tokreq-mtls.ts'

const POST = 'https://ehr.example.test/oauth2/token'
const ALIAS = 'https://mtls.example.test/oauth2/token'
const aliases = (token_endpoint: unknown) => ({ mtls_endpoint_aliases: { token_endpoint } })

ruleTable(tokreqMtls, [
  { why: 'no aliases', facts: (attempt) => attempt, want: 'pass' },
  {
    why: 'another address for mutual TLS',
    facts: (attempt) => attempt.withMetadata(aliases(ALIAS)),
    want: 'fail',
    pointer: '/tokenRequest/url',
    says: /mtls\.example\.test/,
  },
  { why: 'the same address', facts: (attempt) => attempt.withMetadata(aliases(POST)), want: 'pass' },
  { why: 'an alias that is no text', facts: (attempt) => attempt.withMetadata(aliases(1)), want: 'pass' },
  {
    why: 'it gave a token',
    facts: (attempt) =>
      attempt
        .withMetadata(aliases(ALIAS))
        .with({ tokenResponse: { status: 200, headers: [], body: '{"access_token":"a"}', receivedAt: NOW } }),
    want: 'pass',
  },
])
