import type { Diagnosis, ShownCause } from '../../../shared/contract/diagnoses.ts'
import type { TokenOutcome } from '../../../shared/contract/token-outcome.ts'
import type { ShownAttempt } from '../../../shared/contract/token-requests.ts'

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

export const causeWith = (more: Partial<ShownCause> = {}): ShownCause => ({
  id: 'payload-aud',
  title: 'The audience is another URL',
  grade: 'proven',
  where: '/assertion/payload/aud',
  evidence: 'aud ends in one extra "/".',
  object: 'payload',
  actual: 'https://as.example/oauth2/token/',
  expected: 'https://as.example/oauth2/token',
  index: 31,
  fix: 'Use the token endpoint as it is.',
  source: { document: 'RFC 7523', section: '3', url: 'https://www.rfc-editor.org/rfc/rfc7523#section-3' },
  ...more,
})

/** A ranked cause: nothing local proves it. */
export const rankedWith = (more: Partial<ShownCause> = {}): ShownCause => ({
  id: 'env-sync-pending',
  title: 'The registration has not reached this server yet',
  grade: 'possible',
  evidence: 'Saved 20 min ago.',
  share: 0.21,
  settle: 'When was the app last saved?',
  ...more,
})

export const diagnosisWith = (causes: readonly ShownCause[], more: Partial<Diagnosis> = {}): Diagnosis => ({
  attemptId: 'a18',
  outcome: causes.some(({ grade }) => grade === 'proven') ? 'proven' : 'ranked',
  fate: 'refused',
  causes: [...causes],
  noSignOf: [],
  ruledOut: [],
  cannotBeKnown: [],
  unknowns: [],
  reason: { where: 'Nobody outside is told.', how: ['Ask the operator.'], standing: 'reported', source: 'x' },
  experiments: [],
  trials: [],
  sendsLeft: 5,
  ...more,
})
