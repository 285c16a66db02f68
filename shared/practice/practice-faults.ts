/**
 * What can be switched wrong at the practice server or in its registration of the client; one table for the server,
 * the page and the tests.
 */
export interface PracticeFault {
  readonly id: string
  readonly title: string
  /** What a client sees while it is on and the assertion is correct. */
  readonly seen: string
}

const REFUSED = '401 invalid_client with a null description, as for every refused client'

export const PRACTICE_FAULTS = [
  { id: 'unknown-client', title: 'The client id is not registered', seen: REFUSED },
  { id: 'client-inactive', title: 'The app is registered and not active', seen: REFUSED },
  {
    id: 'not-synced',
    title: 'The registration is saved and not yet in force',
    seen: `${REFUSED}; a token once the delay is over`,
  },
  { id: 'other-key-registered', title: 'Another key is registered under the same kid', seen: REFUSED },
  { id: 'kid-unknown', title: 'The registered JWK Set has the key under another kid', seen: REFUSED },
  { id: 'jwks-unreachable', title: 'The JWK Set URL closes the connection', seen: REFUSED },
  { id: 'jwks-slow', title: 'The JWK Set URL answers after more than the server waits', seen: REFUSED },
  { id: 'jwks-html', title: 'The JWK Set URL answers with a sign-in page', seen: REFUSED },
  { id: 'jwks-redirect', title: 'The JWK Set URL redirects, and the server does not follow', seen: REFUSED },
  { id: 'jwks-stale', title: 'The server still holds an older copy of the JWK Set', seen: REFUSED },
  {
    id: 'clock-ahead',
    title: 'The clock of the server is ten minutes ahead',
    seen: `${REFUSED}; the Date header is ahead`,
  },
  {
    id: 'clock-behind',
    title: 'The clock of the server is ten minutes behind',
    seen: `${REFUSED}; the Date header is behind`,
  },
  { id: 'issuer-as-audience', title: 'The server wants its issuer identifier as aud', seen: REFUSED },
  { id: 'another-algorithm', title: 'The client is registered for PS512 only', seen: REFUSED },
  {
    id: 'replay-memory',
    title: 'Another process has used the next jti already',
    seen: `${REFUSED}, once; the same request with a fresh jti gets a token`,
  },
  { id: 'answer-null', title: 'The answer is the bare JSON value null', seen: '400 with the body null' },
  { id: 'answer-empty-403', title: 'The answer is empty', seen: '403 without a body' },
  { id: 'answer-html-502', title: 'A gateway answers in place of the server', seen: '502 with an HTML page' },
  { id: 'answer-invalid-grant', title: 'The server answers invalid_grant', seen: '400 invalid_grant' },
  { id: 'answer-redirect', title: 'The token endpoint redirects', seen: '302 to a page' },
] as const satisfies readonly PracticeFault[]

export type PracticeFaultId = (typeof PRACTICE_FAULTS)[number]['id']
