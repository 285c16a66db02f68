import type {
  Attempt,
  AttemptDocument,
  AttemptEnvironment,
  Flow,
  HistoryEntry,
  RecordedFacts,
} from '../attempt/attempt.ts'
import type { KeyFileFacts } from '../key-file/key-file-facts.ts'
import type { JsonNode } from '../json/parse-json.ts'
import type { Profile } from '../profiles/profile.ts'

/**
 * Everything that the rules look at, gathered once from raw text by `gatherFacts`. Rules are synchronous and pure
 * over it. A member that is `undefined` is *not known*, never empty.
 */
export interface Facts {
  readonly profile: Profile
  readonly flow: Flow
  readonly environment: AttemptEnvironment
  readonly clock: Clock
  readonly assertion: AssertionFacts | undefined
  readonly jwks: JwksFacts | undefined
  /** The authorization server's own keys, for id_token checks. */
  readonly serverJwks: JwksFacts | undefined
  readonly discovery: readonly DiscoveryFacts[]
  /** What the documents and the environment say together; raw strings, the environment's own entry first. */
  readonly endpoints: Endpoints
  /** The private key file, on the server and headless only; its public half is `publicKey`. */
  readonly keyFile: KeyFileFacts | undefined
  /** The public half of the chosen key, or the recorded copy of it. */
  readonly publicKey: PublicKeyFacts | undefined
  /** RFC 7638 thumbprint of the registered (uploaded) copy. */
  readonly uploadedThumbprint: string | undefined
  readonly request: TokenRequestFacts | undefined
  readonly authorization: AuthorizationFacts | undefined
  readonly callback: CallbackFacts | undefined
  readonly response: ResponseFacts | undefined
  readonly launch:
    { readonly iss?: string; readonly launch?: string; readonly receivedAt?: number } | undefined
  /** Oldest first. */
  readonly history: readonly HistoryEntry[]
  /** What the client's JWK Set held at earlier looks; empty when nobody looked. */
  readonly seenKeys: readonly SeenKey[]
  /** The attempt's own `facts` member: what was computed before a redaction. */
  readonly recorded: RecordedFacts
  /** True while a person edits and nothing has been sent: response rules stay silent. */
  readonly live: boolean
  /** A jti that nobody has used, from whoever asks: a repair may take it. */
  readonly freshJti: string | undefined
  /** JSON pointers of an imported attempt that were masked: a rule about one of them is `unknown`. */
  readonly masked: ReadonlySet<string>
}

/** One kid with one key at a JWK Set URL, over all looks at it. NumericDates. */
export interface SeenKey {
  readonly kid?: string | undefined
  /** RFC 7638, SHA-256, base64url. */
  readonly thumbprint: string
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  /** The last look before the first sight, where there was one: the key appeared after it. */
  readonly absentAt?: number | undefined
}

/** NumericDates in seconds. rules.md 3.2: offset = Date + 0.5 - (sent + received) / 2. */
export interface Clock {
  /** The local clock when the request was sent, or when the text is judged; undefined: not known. */
  readonly localNow: number | undefined
  /** Local time plus the server's offset where that is known, else local time. */
  readonly now: number | undefined
  readonly server:
    { readonly offsetS: number; readonly uncertaintyS: number; readonly via: 'date' } | undefined
  /**
   * How far beyond a limit a time must lie before it is proved: uncertainty plus the profile's skew (60 s where the
   * profile's is not known); undefined where no server clock is known, so that no time fault is proved.
   */
  readonly provenBeyondS: number | undefined
}

export interface AssertionFacts {
  /** As pasted, sent or built; undefined while only the two texts are known. */
  readonly raw: string | undefined
  /** True while the texts come from the editors and no signature exists yet. */
  readonly unsigned: boolean
  readonly parts: readonly string[]
  readonly header: JsonPart | undefined
  readonly payload: JsonPart | undefined
  readonly signatureBytes: Uint8Array | undefined
  readonly signature: SignatureFacts
  /** SHA-256 of the raw compact form, base64url. */
  readonly sha256: string | undefined
}

/** One decoded part of the assertion. */
export interface JsonPart {
  /** The decoded text; undefined when the part is not strict base64url of strict UTF-8. */
  readonly text: string | undefined
  /** Why there is no text or no object, with the index where known. */
  readonly problem: { readonly why: string; readonly index?: number } | undefined
  /** The whole document; undefined when it is not JSON. */
  readonly node: JsonNode | undefined
  /** Top-level members as plain values (last of duplicates), own properties of a null-prototype object. */
  readonly members: Readonly<Record<string, unknown>>
  /** Names that occur twice at the top level, with the offsets of each occurrence. */
  readonly duplicates: readonly { readonly name: string; readonly offsets: readonly number[] }[]
}

export type VerifyOutcome = 'valid' | 'invalid' | 'not-applicable' | 'unknown'

export interface SignatureFacts {
  /** One row a key of the JWKS, in order. */
  readonly underJwks: readonly {
    readonly index: number
    readonly kid: string | undefined
    readonly outcome: VerifyOutcome
  }[]
  /** Under the registered (uploaded) public key. */
  readonly underUploaded: VerifyOutcome
  /** Under the public half of the chosen private key. */
  readonly underPublicKey: VerifyOutcome
  /** Length of the decoded signature, or as recorded before redaction. */
  readonly byteLength: number | undefined
  readonly firstByte: number | undefined
}

export interface PublicKeyFacts {
  readonly jwk: Readonly<Record<string, unknown>>
  readonly kty: string
  /** RSA modulus length in bits. */
  readonly bits: number | undefined
  readonly crv: string | undefined
  /** RFC 7638, SHA-256, base64url. */
  readonly thumbprint: string | undefined
}

export interface JwkFacts {
  readonly index: number
  readonly members: Readonly<Record<string, unknown>>
  readonly kid: string | undefined
  readonly kty: string | undefined
  readonly alg: string | undefined
  readonly use: string | undefined
  readonly keyOps: readonly string[] | undefined
  readonly crv: string | undefined
  readonly bits: number | undefined
  readonly thumbprint: string | undefined
  /** Private member names that are present. */
  readonly privateMembers: readonly string[]
  /** Known derivations of this key that people use as kid: name → value. */
  readonly derivations: readonly { readonly name: string; readonly value: string }[]
  /** Why WebCrypto or the shape checks refuse this key. */
  readonly problems: readonly { readonly member: string; readonly why: string }[]
  readonly certificates: readonly CertificateFacts[]
}

export interface CertificateFacts {
  readonly problem: string | undefined
  readonly notBefore: number | undefined
  readonly notAfter: number | undefined
  readonly subject: string | undefined
  /** RFC 7638 thumbprint of the certificate's public key. */
  readonly keyThumbprint: string | undefined
  readonly sha1: string | undefined
  readonly sha256: string | undefined
}

export interface JwksFacts {
  readonly document: AttemptDocument | undefined
  /** Index in `documents`, for pointers; undefined for an uploaded key. */
  readonly documentIndex: number | undefined
  readonly node: JsonNode | undefined
  /** Why the body is not a JWK Set; undefined when it is one. */
  readonly problem: string | undefined
  readonly keys: readonly JwkFacts[]
  /** Keys whose kid is raw-equal to the header's; empty when none. */
  readonly matching: readonly JwkFacts[]
  /** Media type without parameters, lower case. */
  readonly mediaType: string | undefined
  readonly header: (name: string) => string | undefined
}

export interface DiscoveryFacts {
  readonly document: AttemptDocument
  readonly documentIndex: number
  readonly node: JsonNode | undefined
  readonly members: Readonly<Record<string, unknown>>
  readonly problem: string | undefined
  readonly header: (name: string) => string | undefined
}

export interface Endpoints {
  /** The URL that the request is or would be POSTed to. */
  readonly post: string | undefined
  readonly token: string | undefined
  readonly discoveredToken: string | undefined
  readonly issuer: string | undefined
  readonly authorization: string | undefined
  readonly fhirBase: string | undefined
  readonly clientJwks: string | undefined
  /** Every other URL of the documents, named by its metadata member. */
  readonly others: readonly { readonly name: string; readonly url: string }[]
  /** The accepted audiences of the profile, resolved; undefined: the list or one of its inputs is not known. */
  readonly acceptedAudiences: readonly { readonly source: string; readonly value: string }[] | undefined
}

export interface FormParameter {
  readonly rawName: string
  readonly rawValue: string
  /** Decoded once as application/x-www-form-urlencoded; undefined when it does not decode to UTF-8. */
  readonly name: string
  readonly value: string | undefined
  /** Offset of the pair in the raw text. */
  readonly offset: number
}

export interface TokenRequestFacts {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: readonly (readonly [string, string])[]
  readonly header: (name: string) => string | undefined
  readonly mediaType: string | undefined
  readonly body: string | undefined
  /** Parameters of the body, in order; empty when the body is not a form. */
  readonly form: readonly FormParameter[]
  /** Parameters of the URL's query, in order. */
  readonly query: readonly FormParameter[]
  /** First decoded value of a body parameter. */
  readonly param: (name: string) => string | undefined
  /** base64url(SHA-256(code_verifier)) of the verifier that is sent; undefined when none is. */
  readonly verifierChallenge: string | undefined
  /** The decoded DPoP proof (RFC 9449 §4.2), when the header is there. */
  readonly dpop: { readonly header: JsonPart | undefined; readonly payload: JsonPart | undefined } | undefined
}

export interface AuthorizationFacts {
  readonly url: string
  /** The URL without its query and fragment, raw. */
  readonly endpoint: string
  readonly fragment: string | undefined
  readonly parameters: readonly FormParameter[]
  readonly param: (name: string) => string | undefined
  readonly sentAt: number | undefined
  readonly codeVerifier: string | undefined
  /** base64url(SHA-256(verifier)) where a verifier is known. */
  readonly verifierChallenge: string | undefined
}

export interface CallbackFacts {
  readonly url: string
  readonly receivedAt: number | undefined
  readonly parameters: readonly FormParameter[]
  readonly param: (name: string) => string | undefined
}

export interface ResponseFacts {
  readonly failure: string | undefined
  readonly detail: string | undefined
  readonly status: number | undefined
  readonly headers: readonly (readonly [string, string])[]
  readonly header: (name: string) => string | undefined
  readonly mediaType: string | undefined
  readonly body: string | undefined
  readonly node: JsonNode | undefined
  /** Top-level members when the body is a JSON object. */
  readonly members: Readonly<Record<string, unknown>> | undefined
  readonly error: string | undefined
  readonly errorDescription: string | undefined
  readonly errorUri: string | undefined
  readonly receivedAt: number | undefined
  readonly idToken: IdTokenFacts | undefined
}

export interface IdTokenFacts {
  readonly header: JsonPart | undefined
  readonly payload: JsonPart | undefined
  /** Under the server's JWKS; `unknown` when that is not at hand. */
  readonly signature: VerifyOutcome
  readonly kidInServerJwks: boolean | undefined
}

/**
 * What `gatherFacts` starts from: an attempt, or the page's texts in the same shape. `texts` stand in for a signed
 * assertion while a person is still typing.
 */
export interface Evidence extends Partial<Omit<Attempt, 'format' | 'profile'>> {
  readonly profile: Profile
  readonly texts?: { readonly headerText: string; readonly payloadText: string }
  readonly publicJwk?: Readonly<Record<string, unknown>>
  readonly keyFacts?: KeyFileFacts
  readonly live?: boolean
  readonly freshJti?: string
  readonly seenKeys?: readonly SeenKey[]
}
