import type { HistoryEntry } from '../shared/attempt/attempt.ts'
import { anAttempt, CLIENT_ID, KID, NOW, type AttemptBuilder } from '../shared/testing/an-attempt.ts'

const REFUSAL = { error: 'invalid_client', error_description: null }

const earlier = (rows: number): HistoryEntry[] =>
  Array.from({ length: rows }, (_, index) => ({
    sentAt: NOW - (rows - index) * 60,
    iss: CLIENT_ID,
    jti: `earlier-${index}`,
    exp: NOW - (rows - index) * 60 + 240,
    kid: KID,
    alg: 'RS384',
    status: index % 3 === 0 ? 401 : 200,
  }))

/** Attempts as people have them: faults of every object, refusals without a fault, a success, a long history. */
export function attemptsToDiagnose(): readonly AttemptBuilder[] {
  const epic = anAttempt('epic-sandbox')
  const refused = epic.answered(400, REFUSAL)
  return [
    refused,
    refused.withPayload({ aud: `${epic.server.token}/` }),
    refused.withPayload({ exp: NOW + 3_600 }),
    refused.withPayload({ exp: NOW - 60, iat: NOW - 300 }),
    refused.withPayload({ sub: 'somebody-else' }),
    refused.withPayload({ jti: undefined }),
    refused.withHeader({ kid: 'another' }),
    refused.withHeader({ alg: 'RS256' }),
    refused.signedBy('rsa-other'),
    refused.withJwksDocument({ headers: [['content-type', 'text/html']], body: '<html>' }),
    refused.withServerAhead(900),
    refused.withBody((body) => body.replace('grant_type', 'grant')),
    refused.withHistory(earlier(200)),
    refused.withEnvironment({ lastWorkedAt: NOW - 86_400, changedSince: ['key'] }),
    epic.answered(502, '<!doctype html><title>Bad Gateway</title>', [['content-type', 'text/html']]),
    epic.answered(200, { access_token: 'opaque', token_type: 'Bearer', expires_in: 300 }),
    anAttempt('keycloak').answered(401, { error: 'unauthorized_client' }),
    anAttempt('smart-generic').answered(400, REFUSAL),
    anAttempt('entra').answered(401, { error: 'invalid_client', error_description: 'AADSTS700027: ...' }),
    anAttempt('okta').answered(401, { error: 'invalid_client' }),
  ]
}
