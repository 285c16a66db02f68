import { decodeBase64url, encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import type { AttemptDocument, AttemptEnvironment } from '../attempt/attempt.ts'
import { member, parseJson, toValue } from '../json/parse-json.ts'
import { clockFacts } from './clock-facts.ts'
import { endpointFacts } from './endpoint-facts.ts'
import type {
  AssertionFacts,
  AuthorizationFacts,
  CallbackFacts,
  DiscoveryFacts,
  Evidence,
  Facts,
  IdTokenFacts,
  JwkFacts,
  JwksFacts,
  ResponseFacts,
  SignatureFacts,
  TokenRequestFacts,
  VerifyOutcome,
} from './facts.ts'
import { headerReader, mediaTypeOf, paramReader, parseForm, rawQuery } from './http-facts.ts'
import { jwkFacts, publicKeyFacts } from './jwk-facts.ts'
import { sha256, thumbprintOf } from './thumbprint.ts'
import { decodePart, membersOf, readPart } from './json-part.ts'
import { verifySignature, type Signed } from './verify-signature.ts'

/** A JWK Set is read to this many entries; more is `jwks-size`, not work. */
const MAX_KEYS = 200

/**
 * Gathers once what every rule asks: parsed texts with their positions, thumbprints, signature checks, clocks,
 * addresses. Asynchronous for WebCrypto only; the same result in the page, on the server and in tests. Never throws
 * for its input.
 */
export async function gatherFacts(evidence: Evidence): Promise<Facts> {
  const environment: AttemptEnvironment = evidence.environment ?? {}
  const documents = evidence.documents ?? []
  const request = await requestFacts(evidence)
  const response = responseBase(evidence)
  const assertionText = evidence.assertion ?? request?.param('client_assertion') ?? bearerAssertion(request)
  const draft = await assertionTexts(assertionText, evidence.texts)
  const kid = draft?.header?.members['kid']
  const jwks = await clientJwks(documents, environment, kid)
  const serverJwks = await jwksAt(
    documents,
    documents.findIndex(({ kind }) => kind === 'server-jwks'),
    undefined,
  )
  const discovery = documents.flatMap(discoveryFacts)
  const recorded = evidence.facts ?? {}
  const uploaded = environment.registration?.uploadedJwk
  const jwk = evidence.publicJwk ?? evidence.keyFacts?.publicJwk
  const publicKey = jwk === undefined ? undefined : await publicKeyFacts(jwk)
  const endpoints = endpointFacts(environment, discovery, request?.url, evidence.profile)
  const signature = await signatureFacts(evidence, draft, jwks, jwk)
  return {
    profile: evidence.profile,
    flow: evidence.flow ?? 'client_credentials',
    environment,
    clock: clockFacts(evidence.sentAt, response, evidence.profile),
    // The digest of a text without its signature is nobody's; the recorded one is the assertion's.
    assertion: draft && {
      ...draft,
      signature,
      ...(isMasked(evidence) ? { sha256: recorded.assertionSha256 } : {}),
    },
    jwks,
    serverJwks,
    discovery,
    endpoints,
    keyFile: evidence.keyFacts,
    publicKey,
    uploadedThumbprint: uploaded === undefined ? undefined : await thumbprintOf(uploaded),
    request,
    authorization: await authorizationFacts(evidence),
    callback: callbackFacts(evidence),
    response: response && { ...response, idToken: await idTokenFacts(response, serverJwks) },
    launch: launchFacts(evidence),
    history: evidence.history ?? [],
    seenKeys: evidence.seenKeys ?? [],
    recorded,
    live: evidence.live ?? false,
    freshJti: evidence.freshJti,
    masked: new Set(evidence.redaction?.removed ?? []),
  }
}

const isMasked = ({ redaction }: Evidence): boolean => redaction?.removed?.includes('/assertion') ?? false

const launchFacts = ({ launch }: Evidence): Facts['launch'] =>
  launch && {
    ...(launch.iss === undefined ? {} : { iss: launch.iss }),
    ...(launch.launch === undefined ? {} : { launch: launch.launch }),
    ...(launch.receivedAt === undefined ? {} : { receivedAt: launch.receivedAt }),
  }

/** The assertion of a jwt-bearer grant travels as `assertion` (RFC 7523 §2.1). */
const bearerAssertion = (request: TokenRequestFacts | undefined): string | undefined =>
  request?.param('grant_type')?.endsWith(':jwt-bearer') === true ? request.param('assertion') : undefined

async function assertionTexts(
  raw: string | undefined,
  texts: Evidence['texts'],
): Promise<Omit<AssertionFacts, 'signature'> | undefined> {
  if (raw === undefined) {
    if (texts === undefined) return undefined
    return {
      raw: undefined,
      unsigned: true,
      parts: [],
      header: readPart(texts.headerText),
      payload: readPart(texts.payloadText),
      signatureBytes: undefined,
      sha256: undefined,
    }
  }
  const parts = raw.split('.')
  const [header, payload, signature] = parts
  const decoded = signature ? decodeBase64url(signature) : undefined
  return {
    raw,
    unsigned: false,
    parts,
    header: header === undefined || parts.length < 2 ? undefined : decodePart(header),
    payload: payload === undefined || parts.length > 3 ? undefined : decodePart(payload),
    signatureBytes: decoded?.ok ? decoded.bytes : undefined,
    sha256: encodeBase64url(await sha256(encodeUtf8(raw))),
  }
}

async function signatureFacts(
  evidence: Evidence,
  draft: Omit<AssertionFacts, 'signature'> | undefined,
  jwks: JwksFacts | undefined,
  publicJwk: Readonly<Record<string, unknown>> | undefined,
): Promise<SignatureFacts> {
  const recorded = evidence.facts ?? {}
  const signed = signedOf(draft)
  const uploaded = evidence.environment?.registration?.uploadedJwk
  const under = async (jwk: Readonly<Record<string, unknown>> | undefined): Promise<VerifyOutcome> =>
    signed === undefined || jwk === undefined ? 'unknown' : verifySignature(signed, jwk)
  const rows = (jwks?.keys ?? []).map(async (key: JwkFacts) => ({
    index: key.index,
    kid: key.kid,
    outcome:
      signed === undefined
        ? recordedOutcome(recorded.signatureVerifiesUnder, key.kid)
        : await under(key.members),
  }))
  return {
    underJwks: await Promise.all(rows),
    underUploaded:
      signed === undefined && uploaded !== undefined
        ? outcomeOf(recorded.signatureVerifiesUnderUploaded)
        : await under(uploaded),
    underPublicKey: await under(publicJwk),
    byteLength: draft?.signatureBytes?.length ?? recorded.signatureBytes,
    firstByte: draft?.signatureBytes?.[0] ?? recorded.signatureFirstByte,
  }
}

/** What a masked attempt remembers: the kids whose keys verified the signature before it was removed. */
const recordedOutcome = (kids: readonly string[] | undefined, kid: string | undefined): VerifyOutcome =>
  kids === undefined || kid === undefined ? 'unknown' : kids.includes(kid) ? 'valid' : 'invalid'

const outcomeOf = (verifies: boolean | undefined): VerifyOutcome =>
  verifies === undefined ? 'unknown' : verifies ? 'valid' : 'invalid'

function signedOf(draft: Omit<AssertionFacts, 'signature'> | undefined): Signed | undefined {
  const alg = draft?.header?.members['alg']
  const bytes = draft?.signatureBytes
  if (typeof alg !== 'string' || bytes === undefined || draft?.parts.length !== 3) return undefined
  return { alg, input: `${draft.parts[0]}.${draft.parts[1]}`, signature: new Uint8Array(bytes) }
}

/** The client's own set: the registered URL's document first, else any `jwks` document; an uploaded key stands alone. */
async function clientJwks(
  documents: readonly AttemptDocument[],
  environment: AttemptEnvironment,
  kid: unknown,
): Promise<JwksFacts | undefined> {
  const registered = environment.registration?.jwksUrl
  const candidates = documents
    .map((document, index) => ({ document, index }))
    .filter(({ document }) => document.kind === 'jwks')
  const chosen = candidates.findLast(({ document }) => document.url === registered) ?? candidates.at(-1)
  return chosen === undefined ? undefined : jwksAt(documents, chosen.index, kid)
}

async function jwksAt(
  documents: readonly AttemptDocument[],
  index: number,
  kid: unknown,
): Promise<JwksFacts | undefined> {
  const document = documents[index]
  if (document === undefined) return undefined
  const header = headerReader(document.headers)
  const parsed = document.body === undefined ? undefined : parseJson(document.body)
  const node = parsed?.ok ? parsed.node : undefined
  const keysNode = member(node, 'keys')?.value
  const entries = keysNode?.kind === 'array' ? keysNode.items.slice(0, MAX_KEYS) : []
  const keys = await Promise.all(entries.map((entry, at) => jwkFacts(membersOf(entry), at)))
  return {
    document,
    documentIndex: index,
    node,
    problem: jwksProblem(document, parsed, keysNode?.kind),
    keys,
    matching: typeof kid === 'string' ? keys.filter((key) => key.kid === kid) : [],
    mediaType: mediaTypeOf(header('content-type')),
    header,
  }
}

function jwksProblem(
  document: AttemptDocument,
  parsed: ReturnType<typeof parseJson> | undefined,
  keysKind: string | undefined,
): string | undefined {
  if (parsed === undefined)
    return document.failure === undefined ? undefined : `it could not be fetched (${document.failure})`
  if (!parsed.ok) return `${parsed.why} (index ${parsed.index})`
  if (parsed.node.kind !== 'object') return `it is a JSON ${parsed.node.kind}`
  if (keysKind === 'array') return undefined
  if (keysKind !== undefined) return `keys is a ${keysKind}, not an array`
  return member(parsed.node, 'kty') === undefined ? 'it has no keys' : 'it is a bare JWK without "keys"'
}

function discoveryFacts(document: AttemptDocument, documentIndex: number): DiscoveryFacts[] {
  if (document.kind === 'jwks' || document.kind === 'server-jwks') return []
  const parsed = document.body === undefined ? undefined : parseJson(document.body)
  const node = parsed?.ok ? parsed.node : undefined
  const problem =
    parsed === undefined
      ? document.failure && `it could not be fetched (${document.failure})`
      : !parsed.ok
        ? `${parsed.why} (index ${parsed.index})`
        : parsed.node.kind === 'object'
          ? undefined
          : `it is a JSON ${parsed.node.kind}`
  const usable = document.status === undefined || document.status === 200
  return [
    {
      document,
      documentIndex,
      node,
      members: usable ? membersOf(node) : membersOf(undefined),
      problem,
      header: headerReader(document.headers),
    },
  ]
}

async function requestFacts({ tokenRequest }: Evidence): Promise<TokenRequestFacts | undefined> {
  if (tokenRequest === undefined) return undefined
  const header = headerReader(tokenRequest.headers)
  const mediaType = mediaTypeOf(header('content-type'))
  const { body, url } = tokenRequest
  const isForm = body !== undefined && !/^\s*[{[<]/.test(body) && !mediaType?.startsWith('multipart/')
  const form = isForm ? parseForm(body) : []
  const query = url === undefined ? { text: '', start: 0 } : rawQuery(url)
  const param = paramReader(form)
  const verifier = param('code_verifier')
  const proof = header('dpop')?.split('.')
  return {
    method: tokenRequest.method,
    url,
    headers: tokenRequest.headers ?? [],
    header,
    mediaType,
    body,
    form,
    query: parseForm(query.text, query.start),
    param,
    verifierChallenge: verifier === undefined ? undefined : await challengeOf(verifier),
    dpop: proof && {
      header: proof[0] === undefined ? undefined : decodePart(proof[0]),
      payload: proof[1] === undefined ? undefined : decodePart(proof[1]),
    },
  }
}

/** RFC 7636 §4.2, S256. */
const challengeOf = async (verifier: string): Promise<string> =>
  encodeBase64url(await sha256(encodeUtf8(verifier)))

async function authorizationFacts({
  authorizationRequest,
}: Evidence): Promise<AuthorizationFacts | undefined> {
  if (authorizationRequest === undefined) return undefined
  const { url, sentAt, codeVerifier } = authorizationRequest
  const query = rawQuery(url)
  // `&amp;` is one fault (authz-encoding), not a missing parameter each time.
  const parameters = parseForm(query.text, query.start).map((each) =>
    each.rawName.startsWith('amp;') ? { ...each, name: each.name.slice('amp;'.length) } : each,
  )
  const hash = url.indexOf('#')
  return {
    url,
    endpoint: url.replace(/[?#].*$/s, ''),
    fragment: hash < 0 ? undefined : url.slice(hash + 1),
    parameters,
    param: paramReader(parameters),
    sentAt,
    codeVerifier,
    verifierChallenge: codeVerifier === undefined ? undefined : await challengeOf(codeVerifier),
  }
}

function callbackFacts({ callback }: Evidence): CallbackFacts | undefined {
  if (callback === undefined) return undefined
  const query = rawQuery(callback.url)
  const parameters = parseForm(query.text, query.start)
  return { url: callback.url, receivedAt: callback.receivedAt, parameters, param: paramReader(parameters) }
}

function responseBase({ tokenResponse }: Evidence): Omit<ResponseFacts, 'idToken'> | undefined {
  if (tokenResponse === undefined) return undefined
  const header = headerReader(tokenResponse.headers)
  const parsed = tokenResponse.body === undefined ? undefined : parseJson(tokenResponse.body)
  const node = parsed?.ok ? parsed.node : undefined
  const members = node?.kind === 'object' ? (toValue(node) as Record<string, unknown>) : undefined
  const text = (name: string): string | undefined => {
    const value = members?.[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    failure: tokenResponse.failure,
    detail: tokenResponse.detail,
    status: tokenResponse.status,
    headers: tokenResponse.headers ?? [],
    header,
    mediaType: mediaTypeOf(header('content-type')),
    body: tokenResponse.body,
    node,
    members,
    error: text('error'),
    errorDescription: text('error_description'),
    errorUri: text('error_uri'),
    receivedAt: tokenResponse.receivedAt,
  }
}

async function idTokenFacts(
  response: Omit<ResponseFacts, 'idToken'>,
  serverJwks: JwksFacts | undefined,
): Promise<IdTokenFacts | undefined> {
  const token = response.members?.['id_token']
  if (typeof token !== 'string') return undefined
  const draft = await assertionTexts(token, undefined)
  const kid = draft?.header?.members['kid']
  const named = serverJwks?.keys.filter((key) => key.kid === kid) ?? []
  const candidates = named.length > 0 ? named : (serverJwks?.keys ?? [])
  const signed = signedOf(draft)
  const outcomes =
    signed === undefined
      ? []
      : await Promise.all(candidates.map(({ members }) => verifySignature(signed, members)))
  return {
    header: draft?.header,
    payload: draft?.payload,
    signature: outcomes.includes('valid') ? 'valid' : outcomes.includes('invalid') ? 'invalid' : 'unknown',
    kidInServerJwks: serverJwks === undefined || typeof kid !== 'string' ? undefined : named.length > 0,
  }
}
