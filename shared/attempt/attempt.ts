import { z } from 'zod'

/** attempt-format.md, format `attempt/1`. Every member but format, id and profile may be absent: absent is not known. */
export const FLOWS = [
  'client_credentials',
  'authorization_code',
  'refresh_token',
  'jwt_bearer',
  'authorize',
  'key',
] as const
export type Flow = (typeof FLOWS)[number]

/** How reaching a server can fail; the same words in attempt files and in the API, finer codes go in `detail`. */
export const FAILURE_CLASSES = [
  'dns',
  'connect',
  'tls',
  'timeout',
  'reset',
  'redirect',
  'too-large',
  'truncated',
  'encoding',
] as const
export const failureClass = z.enum(FAILURE_CLASSES)
export type FailureClass = (typeof FAILURE_CLASSES)[number]

/** Null means the same as absent; it is removed while reading. */
const optional = <T extends z.ZodType>(schema: T) =>
  z
    .union([schema, z.null()])
    .transform((value) => value ?? undefined)
    .optional()

const text = z.string()
const numericDate = z.number()
const headers = z.array(z.tuple([z.string(), z.string()]))

export const DOCUMENT_KINDS = [
  'jwks',
  'server-jwks',
  'smart-configuration',
  'openid-configuration',
  'oauth-authorization-server',
  'capability-statement',
] as const
export const documentKind = z.enum(DOCUMENT_KINDS)

export const attemptDocument = z.object({
  kind: documentKind,
  url: text,
  status: optional(z.number()),
  headers: optional(headers),
  body: optional(text),
  fetchedAt: optional(numericDate),
  durationMs: optional(z.number()),
  redirects: optional(z.array(text)),
  failure: optional(failureClass),
  detail: optional(text),
})
export type AttemptDocument = z.infer<typeof attemptDocument>

export const registration = z.object({
  keyMode: optional(z.enum(['jwks-url', 'uploaded-key'])),
  jwksUrl: optional(text),
  otherJwksUrl: optional(text),
  licenceJwksUrl: optional(text),
  uploadedJwk: optional(z.record(z.string(), z.unknown())),
  signingAlg: optional(text),
  authMethod: optional(text),
  redirectUris: optional(z.array(text)),
  scopes: optional(z.array(text)),
  savedAt: optional(numericDate),
  keyChangedAt: optional(numericDate),
  downloaded: optional(z.boolean()),
  enabledAtSite: optional(z.boolean()),
  mappedUser: optional(z.boolean()),
  federated: optional(
    z.object({ issuer: optional(text), subject: optional(text), audience: optional(text) }),
  ),
})

export const CHANGES = [
  'key',
  'kid',
  'client-id',
  'host',
  'deployment',
  'library',
  'network',
  'registration',
  'clock',
] as const

export const attemptEnvironment = z.object({
  label: optional(z.enum(['production', 'non-production', 'practice'])),
  fhirBaseUrl: optional(text),
  issuer: optional(text),
  tokenEndpoint: optional(text),
  authorizationEndpoint: optional(text),
  clientId: optional(text),
  otherClientId: optional(text),
  registration: optional(registration),
  assertionKind: optional(z.enum(['self-signed', 'federated'])),
  lastWorkedAt: optional(z.union([numericDate, z.literal('never')])),
  changedSince: optional(z.array(z.enum(CHANGES))),
})
export type AttemptEnvironment = z.infer<typeof attemptEnvironment>

export const recordedFacts = z.object({
  signatureVerifiesUnder: optional(z.array(text)),
  /** Under the registered (uploaded) copy of the key. */
  signatureVerifiesUnderUploaded: optional(z.boolean()),
  signatureBytes: optional(z.number()),
  signatureFirstByte: optional(z.number()),
  keyThumbprint: optional(text),
  keyFindings: optional(z.array(text)),
  verifierMatches: optional(z.boolean()),
  codeMatches: optional(z.boolean()),
  assertionSha256: optional(text),
  /** What the rules said of the raw attempt and cannot say of the masked one. */
  findings: optional(
    z.array(
      z.object({
        id: text,
        where: text,
        message: text,
        severity: z.enum(['error', 'warning', 'info']),
        proof: z.enum(['P', 'S', 'H']),
        actual: optional(text),
        expected: optional(text),
        index: optional(z.number()),
      }),
    ),
  ),
  /** Rules that would speak of the masks alone. */
  silent: optional(z.array(z.object({ id: text, where: text }))),
})
export type RecordedFacts = z.infer<typeof recordedFacts>

export const historyEntry = z.object({
  sentAt: optional(numericDate),
  profile: optional(text),
  iss: optional(text),
  jti: optional(text),
  exp: optional(z.number()),
  kid: optional(text),
  aud: optional(z.union([text, z.array(text)])),
  alg: optional(text),
  keyThumbprint: optional(text),
  code: optional(text),
  launch: optional(text),
  state: optional(text),
  nonce: optional(text),
  assertionSha256: optional(text),
  /** Of the DPoP proof. */
  dpopJti: optional(text),
  status: optional(z.number()),
  error: optional(text),
})
export type HistoryEntry = z.infer<typeof historyEntry>

export const tokenRequest = z.object({
  method: optional(text),
  url: optional(text),
  headers: optional(headers),
  body: optional(text),
})

export const tokenResponse = z.object({
  status: optional(z.number()),
  headers: optional(headers),
  body: optional(text),
  receivedAt: optional(numericDate),
  failure: optional(failureClass),
  detail: optional(text),
})

export const attempt = z.object({
  format: z.literal('attempt/1'),
  id: text,
  profile: text,
  flow: optional(z.enum(FLOWS)),
  sentAt: optional(numericDate),
  environment: optional(attemptEnvironment),
  keyFile: optional(z.object({ path: text, mode: optional(text), passphraseEnv: optional(text) })),
  keyVariable: optional(z.object({ name: text, path: text })),
  assertion: optional(text),
  documents: optional(z.array(attemptDocument)),
  launch: optional(
    z.object({ iss: optional(text), launch: optional(text), receivedAt: optional(numericDate) }),
  ),
  authorizationRequest: optional(
    z.object({ url: text, sentAt: optional(numericDate), codeVerifier: optional(text) }),
  ),
  callback: optional(z.object({ url: text, receivedAt: optional(numericDate) })),
  tokenRequest: optional(tokenRequest),
  tokenResponse: optional(tokenResponse),
  facts: optional(recordedFacts),
  redaction: optional(z.object({ salt: optional(text), removed: optional(z.array(text)) })),
  history: optional(z.array(historyEntry)),
})
export type Attempt = z.infer<typeof attempt>
