import type { TokenOutcome } from '../../../shared/contract/token-outcome.ts'
import type { ShownAttempt } from '../../../shared/contract/token-requests.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'

/** A refused client_credentials request as the tests of this folder need it; the outcome decides the rest. */
export function attemptWith(outcome: TokenOutcome, more: Partial<ShownAttempt> = {}): ShownAttempt {
  return {
    id: 'a18',
    sequence: 18,
    madeBy: 'person',
    environmentId: 'epic-sandbox',
    profile: 'epic-sandbox',
    flow: 'client_credentials',
    sentAt: 1_764_000_060,
    durationMs: 212,
    environment: { clientId: 'client-1' },
    keyThumbprint: 'thumbprint',
    headerText: '{"alg":"RS256"}',
    payloadText: '{"iss":"client-1"}',
    request: {
      method: 'POST',
      url: 'https://as.example/oauth2/token',
      headers: [['content-type', 'application/x-www-form-urlencoded']],
      body: 'grant_type=client_credentials&scope=a%20b&client_assertion=eyJh.eyJp.••••••',
    },
    response: {
      status: 'status' in outcome ? outcome.status : undefined,
      statusText: 'Bad Request',
      headers: [['date', 'Tue, 24 Nov 2025 16:01:00 GMT']],
      body: '{"error":"invalid_client"}',
      receivedAt: 1_764_000_060.2,
    },
    outcome,
    revealable: [],
    ...more,
  }
}

export const findingWith = (more: Partial<Finding> = {}): Finding => ({
  ruleId: 'payload-aud',
  title: 'The audience is another URL',
  object: 'payload',
  severity: 'error',
  proof: 'P',
  grade: 'proven',
  pointer: '/assertion/payload/aud',
  message: 'aud ends in one extra "/".',
  actual: 'https://as.example/oauth2/token/',
  expected: 'https://as.example/oauth2/token',
  index: 31,
  fix: 'Use the token endpoint as it is.',
  source: { document: 'RFC 7523', section: '3', url: 'https://www.rfc-editor.org/rfc/rfc7523#section-3' },
  ...more,
})
