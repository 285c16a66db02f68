import { z } from 'zod'
import { MAX_HEADER_TEXT, MAX_PAYLOAD_TEXT } from '../assertion/text-limits.ts'
import { defineOperation } from './operation.ts'

const publicJwk = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** A certificate that belongs to a key; everything in it is public. */
export const keyCertificate = z.object({
  /** The file it was found in. */
  from: z.string(),
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  notBefore: z.number().describe('NumericDate'),
  notAfter: z.number().describe('NumericDate'),
  selfSigned: z.boolean(),
  x5t: z.string().describe('SHA-1 of the DER, base64url'),
  x5tS256: z.string().describe('SHA-256 of the DER, base64url'),
  x5c: z.array(z.string()).describe('base64 of the DER, the issuers that are at hand after it'),
})
export type KeyCertificate = z.infer<typeof keyCertificate>

/** A key file as it may be shown: never a private member, never its bytes. */
export const keySummary = z.object({
  /** Opaque; made from the path, stable between runs. */
  id: z.string(),
  /** File name without its folder. */
  name: z.string(),
  /** The key folder it was found in. */
  folder: z.string(),
  state: z.enum(['ready', 'locked', 'unusable', 'not-opened']),
  /** What the file holds in words: "RSA 2048, PKCS#8". */
  kind: z.string(),
  kty: z.enum(['RSA', 'EC', 'OKP']).optional(),
  bits: z.number().optional(),
  curve: z.string().optional(),
  algorithms: z.array(z.string()),
  thumbprint: z.string().optional().describe('RFC 7638, SHA-256, base64url'),
  spkiSha256: z.string().optional().describe('SHA-256 of the SubjectPublicKeyInfo, hex'),
  publicJwk: publicJwk.optional(),
  publicPem: z.string().optional().describe('SubjectPublicKeyInfo as PEM'),
  /** The one whose public key is this key's. */
  certificate: keyCertificate.optional(),
  /** POSIX mode as octal text, where it means something. */
  mode: z.string().optional(),
  warnings: z.array(z.string()),
  /** Why it is unusable, in one sentence that never quotes the content. */
  problem: z.object({ code: z.string(), detail: z.string() }).optional(),
  practice: z.boolean(),
  /** Of a key that signs elsewhere: the program that is run, without its arguments. */
  signer: z.string().optional(),
  /** Of a key in an environment variable of the program: the variable's name. */
  variable: z.string().optional(),
})
export type KeySummary = z.infer<typeof keySummary>

export const listKeys = defineOperation({
  id: 'listKeys',
  method: 'GET',
  path: '/api/keys',
  summary: 'Key files below the key folders',
  request: z.strictObject({}),
  response: z.object({
    keys: z.array(keySummary),
    folders: z.array(z.object({ path: z.string(), exists: z.boolean() })),
  }),
})

export const listKeyVariables = defineOperation({
  id: 'listKeyVariables',
  method: 'GET',
  path: '/api/keys/variables',
  summary: 'Names of the environment variables of the program, without their values',
  request: z.strictObject({}),
  response: z.object({ names: z.array(z.string()) }),
})

export const chooseKeyVariable = defineOperation({
  id: 'chooseKeyVariable',
  method: 'POST',
  path: '/api/keys/variables',
  summary: 'Read one environment variable of the program as a key, whatever is wrapped around it',
  request: z.strictObject({ name: z.string().min(1).max(180) }),
  response: z.object({ key: keySummary }),
})

export const openKey = defineOperation({
  id: 'openKey',
  method: 'POST',
  path: '/api/keys/open',
  summary: 'Open a key, with its passphrase where it needs one; the passphrase is used and forgotten',
  request: z.strictObject({ keyId: z.string().max(200), passphrase: z.string().max(1_024).optional() }),
  response: z.object({ key: keySummary }),
})

export const lockKey = defineOperation({
  id: 'lockKey',
  method: 'POST',
  path: '/api/keys/lock',
  summary: 'Forget an opened key',
  request: z.strictObject({ keyId: z.string().max(200) }),
  response: z.object({ key: keySummary }),
})

export const makeCertificate = defineOperation({
  id: 'makeCertificate',
  method: 'POST',
  path: '/api/keys/certificate',
  summary: 'A self-signed certificate of a key, written beside it as a new file and answered as PEM',
  request: z.strictObject({
    keyId: z.string().max(200),
    commonName: z.string().min(1).max(64),
    days: z.number().int().min(1).max(3_650),
  }),
  response: z.object({ pem: z.string(), fileName: z.string(), key: keySummary }),
})

export const signAssertion = defineOperation({
  id: 'signAssertion',
  method: 'POST',
  path: '/api/assertions',
  summary: 'Sign the two texts exactly as typed',
  request: z.strictObject({
    keyId: z.string().min(1).max(200),
    headerText: z.string().max(MAX_HEADER_TEXT),
    payloadText: z
      .string()
      .max(MAX_PAYLOAD_TEXT)
      .describe('JSON text exactly as typed; signed byte for byte'),
  }),
  response: z.object({
    assertion: z.string(),
    alg: z.string(),
    /** What there is to say about the signature: that a signer command prints DER, for instance. */
    notes: z.array(z.string()),
    thumbprint: z.string().describe('RFC 7638, SHA-256, base64url'),
  }),
})
