import { encodeBase64url, encodeUtf8 } from '../../../assertion/base64url.ts'
import { NOW, type AttemptBuilder } from '../../../testing/an-attempt.ts'
import { ruleTable } from '../../../testing/rule-table.ts'
import { tokreqDpop } from './tokreq-dpop.ts'

const TOKEN = 'https://ehr.example.test/oauth2/token'
const part = (value: unknown): string => encodeBase64url(encodeUtf8(JSON.stringify(value)))
const JWK = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }

interface Proof {
  readonly header?: object
  readonly claims?: object
}

const proof =
  ({ header, claims }: Proof = {}) =>
  (attempt: AttemptBuilder): AttemptBuilder =>
    attempt.withRequest((request) => ({
      ...request,
      headers: [
        ...(request.headers ?? []),
        [
          'DPoP',
          [
            part({ typ: 'dpop+jwt', alg: 'ES256', jwk: JWK, ...header }),
            part({ jti: 'proof-1', htm: 'POST', htu: TOKEN, iat: NOW, ...claims }),
            'AAAA',
          ].join('.'),
        ],
      ],
    }))

const answered =
  (error: string, more: { nonce?: string; description?: string } = {}) =>
  (attempt: AttemptBuilder): AttemptBuilder =>
    attempt.with({
      tokenResponse: {
        status: 400,
        headers: [
          ['content-type', 'application/json'],
          ...(more.nonce === undefined ? [] : [['dpop-nonce', more.nonce] as [string, string]]),
        ],
        body: JSON.stringify({
          error,
          ...(more.description === undefined ? {} : { error_description: more.description }),
        }),
        receivedAt: NOW,
      },
    })

ruleTable(tokreqDpop, [
  { why: 'no proof, and nobody asks', facts: (attempt) => attempt, want: 'pass' },
  { why: 'a proof for this request', facts: proof(), want: 'pass' },
  {
    why: 'another typ',
    facts: proof({ header: { typ: 'JWT' } }),
    want: 'fail',
    pointer: '/tokenRequest/headers',
    says: /typ JWT/,
  },
  { why: 'for a GET', facts: proof({ claims: { htm: 'GET' } }), want: 'fail', says: /is for GET/ },
  {
    why: 'htu with a query',
    facts: proof({ claims: { htu: `${TOKEN}?x=1` } }),
    want: 'fail',
    proof: 'P',
    says: /the request goes to https:\/\/ehr\.example\.test\/oauth2\/token\./,
  },
  {
    why: 'the private key is in it',
    facts: proof({ header: { jwk: { ...JWK, d: 'd' } } }),
    want: 'fail',
    says: /private members d/,
  },
  {
    why: 'sent before',
    facts: (attempt) => proof()(attempt).withHistory([{ sentAt: NOW - 60, dpopJti: 'proof-1' }]),
    want: 'fail',
    proof: 'P',
    says: /used before: its jti proof-1/,
  },
  {
    why: 'another one was sent before',
    facts: (attempt) => proof()(attempt).withHistory([{ sentAt: NOW - 60, dpopJti: 'proof-0' }]),
    want: 'pass',
  },
  {
    why: 'ten minutes old, refused',
    facts: (attempt) => answered('invalid_dpop_proof')(proof({ claims: { iat: NOW - 600 } })(attempt)),
    want: 'fail',
    proof: 'S',
    says: /600 s before/,
  },
  {
    why: 'the server wants its nonce',
    facts: (attempt) => answered('use_dpop_nonce', { nonce: 'new' })(proof()(attempt)),
    want: 'fail',
    severity: 'info',
    pointer: '/tokenResponse/body',
  },
  {
    why: 'an old nonce',
    facts: (attempt) =>
      answered('use_dpop_nonce', { nonce: 'new' })(proof({ claims: { nonce: 'old' } })(attempt)),
    want: 'fail',
    proof: 'P',
    says: /old one/,
  },
  {
    why: 'refused, fitting',
    facts: (attempt) => answered('invalid_dpop_proof')(proof()(attempt)),
    want: 'fail',
    severity: 'warning',
    says: /signature, iat, nonce and jti are left/,
  },
  {
    why: 'refused for want of one',
    facts: answered('invalid_dpop_proof'),
    want: 'fail',
    says: /the request has none/,
  },
  {
    why: 'the description speaks of it',
    facts: answered('invalid_grant', { description: 'DPoP proof JWT not provided' }),
    want: 'fail',
    pointer: '/tokenRequest/headers',
    proof: 'S',
  },
  {
    why: 'invalid_grant without a grant, and the metadata announces DPoP',
    facts: (attempt) =>
      answered('invalid_grant')(attempt.withMetadata({ dpop_signing_alg_values_supported: ['ES256'] })),
    want: 'fail',
    severity: 'warning',
    proof: 'S',
    says: /announces DPoP/,
  },
  { why: 'invalid_grant, and nothing announces it', facts: answered('invalid_grant'), want: 'pass' },
])
