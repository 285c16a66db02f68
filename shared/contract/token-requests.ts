import { z } from 'zod'
import { MAX_ASSERTION, MAX_HEADER_TEXT, MAX_PAYLOAD_TEXT } from '../assertion/text-limits.ts'
import {
  FLOWS,
  attemptDocument,
  attemptEnvironment,
  documentKind,
  failureClass,
  historyEntry,
} from '../attempt/attempt.ts'
import { DPOP_ALGS } from '../token-request/dpop.ts'
import { defineOperation } from './operation.ts'
import { confirm } from './problem.ts'
import { tokenOutcome } from './token-outcome.ts'

/** Whose act an attempt is; a code exchange is a person's. */
export const MADE_BY = ['person', 'experiment', 'watch', 'capture'] as const
export type MadeBy = (typeof MADE_BY)[number]

/** What was sent and what came back, as it may be shown: tokens, codes, verifiers and the signature are masked. */
export const shownAttempt = z.object({
  id: z.string(),
  sequence: z.number().int(),
  madeBy: z.enum(MADE_BY),
  /** What an experiment changed, why the watch sent: one short sentence. */
  note: z.string().optional(),
  environmentId: z.string(),
  profile: z.string(),
  flow: z.enum(FLOWS),
  sentAt: z.number(),
  durationMs: z.number(),
  environment: attemptEnvironment,
  keyThumbprint: z.string(),
  /** Header and claims as sent. */
  headerText: z.string(),
  payloadText: z.string(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    /** Masked: the signature of the assertion and every secret parameter show as dots. */
    body: z.string(),
  }),
  response: z.object({
    status: z.number().optional(),
    statusText: z.string().optional(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    /** Masked; undefined when nothing came back. */
    body: z.string().optional(),
    bodyBytes: z.number().int().optional(),
    bodySha256: z.string().optional(),
    failure: failureClass.optional(),
    detail: z.string().optional(),
    receivedAt: z.number().optional(),
  }),
  outcome: tokenOutcome,
  /** Of the token request, else of the authorization request before it. */
  askedScope: z.string().optional(),
  clock: z.object({ offsetS: z.number(), uncertaintyS: z.number() }).optional(),
  /** Names of the members that hold a secret and can be revealed. */
  revealable: z.array(z.string()),
  /** What the practice server knew and did not say. */
  practiceReason: z.string().optional(),
})
export type ShownAttempt = z.infer<typeof shownAttempt>

/** Everything of a token request but its assertion. */
const requestForm = {
  environmentId: z.string().max(64),
  flow: z.enum(['client_credentials', 'authorization_code', 'refresh_token', 'jwt_bearer']),
  /** Decoded form parameters other than grant_type, client_assertion_type and client_assertion, in order. */
  parameters: z.array(z.tuple([z.string().max(200), z.string().max(16_384)])).max(40),
  /** Secrets that the server has and the page has not; they stand before `parameters`, in this order. */
  stored: z
    .array(
      z.strictObject({
        name: z.enum(['code', 'code_verifier', 'refresh_token']),
        /** Id of a login, for a refresh token of an attempt. */
        from: z.string().max(64),
      }),
    )
    .max(3)
    .optional(),
  /** Sends a DPoP proof of this algorithm, made by the server with a key of its own. */
  dpop: z.enum(DPOP_ALGS).optional(),
  confirm,
}

const sentRequest = z.object({
  attempt: shownAttempt,
  /** The answer is given in any case; a full disk only keeps it from the history. */
  history: z.object({ saved: z.boolean(), code: z.string().optional() }),
})

export const sendTokenRequest = defineOperation({
  id: 'sendTokenRequest',
  method: 'POST',
  path: '/api/token-requests',
  summary: 'Sign the texts as typed, POST the token request once, and answer with what came back',
  request: z.strictObject({
    ...requestForm,
    keyId: z.string().max(200),
    headerText: z.string().max(MAX_HEADER_TEXT),
    payloadText: z.string().max(MAX_PAYLOAD_TEXT),
    /** Of a repetition that a DPoP nonce asks for: jti, iat and exp are renewed with this lifetime; else it is the same text. */
    renewLifetimeS: z.number().int().positive().max(31_536_000).optional(),
  }),
  response: sentRequest,
})

export const sendReadyMade = defineOperation({
  id: 'sendReadyMade',
  method: 'POST',
  path: '/api/token-requests/ready-made',
  summary:
    'POST the token request once with an assertion as it was pasted; nothing is signed, no key is needed',
  request: z.strictObject({
    ...requestForm,
    /** Goes out character by character as it is, white space included. */
    assertion: z.string().min(1).max(MAX_ASSERTION),
  }),
  response: sentRequest,
})

export const listAttempts = defineOperation({
  id: 'listAttempts',
  method: 'GET',
  path: '/api/attempts',
  summary: 'The attempts of this run in an environment, newest first',
  request: z.strictObject({ environmentId: z.string().max(64) }),
  response: z.object({ attempts: z.array(shownAttempt), history: z.array(historyEntry) }),
})

export const revealSecret = defineOperation({
  id: 'revealSecret',
  method: 'POST',
  path: '/api/attempts/reveal',
  summary: 'One secret of one answer, on an explicit act; never stored',
  request: z.strictObject({ attemptId: z.string().max(64), member: z.string().max(64) }),
  response: z.object({ value: z.string() }),
})

/** A certificate of the host of a document, as its handshake showed it. */
export const peerCertificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** NumericDates. */
  notBefore: z.number(),
  notAfter: z.number(),
})

/** A document and how its host identified itself, its own certificate first; absent without TLS and behind a proxy. */
export const fetchedDocument = attemptDocument.extend({ certificates: z.array(peerCertificate).optional() })
export type FetchedDocument = z.infer<typeof fetchedDocument>

export const fetchDocument = defineOperation({
  id: 'fetchDocument',
  method: 'POST',
  path: '/api/documents',
  summary: 'GET a public document (JWK Set, metadata) as another server would: no cookies, no credentials',
  request: z.strictObject({
    environmentId: z.string().max(64),
    kind: documentKind,
    url: z.string().max(2_048),
    confirm,
  }),
  response: z.object({ document: fetchedDocument }),
})

export const listDocuments = defineOperation({
  id: 'listDocuments',
  method: 'GET',
  path: '/api/documents',
  summary: 'The documents fetched in this run for an environment, newest of each kind and URL',
  request: z.strictObject({ environmentId: z.string().max(64) }),
  response: z.object({ documents: z.array(fetchedDocument) }),
})
