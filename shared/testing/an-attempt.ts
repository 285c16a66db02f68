import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import type { Attempt, AttemptDocument, AttemptEnvironment, HistoryEntry } from '../attempt/attempt.ts'
import type { RawRequest } from '../evidence/raw-request.ts'
import type { Evidence, Facts } from '../facts/facts.ts'
import { gatherFacts } from '../facts/gather-facts.ts'
import { thumbprintOf } from '../facts/thumbprint.ts'
import type { KeyFileFacts } from '../key-file/key-file-facts.ts'
import type { ProfileFamily, ProfileId } from '../profiles/profile.ts'
import { profileById } from '../profiles/registry.ts'
import { ASSERTION_TYPE } from '../token-request/build-token-request.ts'
import { publicJwkOf, signWith, type TestKeyName } from './keys.ts'

/** The moment at which every test attempt is sent. NumericDate. */
export const NOW = 1_764_000_000
export const CLIENT_ID = '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e'
export const KID = 'np-2026-08-a'

type Members = Readonly<Record<string, unknown>>

interface Server {
  readonly base: string
  readonly token: string
  readonly issuer: string
}

const servers: Partial<Record<ProfileId, Server>> = {
  'oracle-health': {
    base: 'https://fhir-ehr.example.test/r4/5f2c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e',
    token:
      'https://authorization.example.test/tenants/5f2c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e/hosts/fhir-ehr/protocols/oauth2/profiles/smart-v1/token',
    issuer: 'https://authorization.example.test/tenants/5f2c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e',
  },
  entra: {
    base: 'https://graph.example.test',
    token: 'https://login.example.test/5f2c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e/oauth2/v2.0/token',
    issuer: 'https://login.example.test/5f2c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e/v2.0',
  },
}
const usual: Server = {
  base: 'https://ehr.example.test/fhir/r4',
  token: 'https://ehr.example.test/oauth2/token',
  issuer: 'https://ehr.example.test/oauth2',
}

interface State {
  readonly profile: ProfileId
  readonly keyName: TestKeyName
  readonly header: Members
  readonly payload: Members
  readonly headerText?: string
  readonly payloadText?: string
  readonly assertion?: string | null
  readonly parameters: readonly (readonly [string, string])[]
  readonly publishedKeys?: readonly Members[]
  readonly attempt: Partial<Omit<Attempt, 'profile' | 'format'>>
  readonly environment: AttemptEnvironment
  readonly documents: readonly AttemptDocument[]
  /** Members of the server's metadata document; null: none was fetched. */
  readonly metadata: Members | null
  /** What was fetched as the client's own JWK Set, beside the keys. */
  readonly jwksDocument: Partial<AttemptDocument>
  readonly isPublished: boolean
  readonly changeRequest: (request: RawRequest) => RawRequest
  readonly answer: {
    readonly status: number
    readonly headers: readonly [string, string][]
    readonly body: string
  }
  readonly keyFacts?: KeyFileFacts
  readonly live: boolean
  readonly serverOffsetS: number
  readonly withDate: boolean
}

/** A correct attempt to spoil, step by step; every method gives a new one. */
export class AttemptBuilder {
  private readonly state: State
  constructor(state: State) {
    this.state = state
  }
  private next(change: Partial<State>): AttemptBuilder {
    return new AttemptBuilder({ ...this.state, ...change })
  }

  get server(): Server {
    return servers[this.state.profile] ?? usual
  }
  /** Members of the header; `undefined` removes one. */
  withHeader(members: Members): AttemptBuilder {
    return this.next({ header: { ...this.state.header, ...members } })
  }
  withPayload(members: Members): AttemptBuilder {
    return this.next({ payload: { ...this.state.payload, ...members } })
  }
  withHeaderText(headerText: string): AttemptBuilder {
    return this.next({ headerText })
  }
  withPayloadText(payloadText: string): AttemptBuilder {
    return this.next({ payloadText })
  }
  /** The assertion as sent, in place of a signed one; null: none is sent. */
  withAssertion(assertion: string | null): AttemptBuilder {
    return this.next({ assertion })
  }
  signedBy(keyName: TestKeyName): AttemptBuilder {
    return this.next({ keyName })
  }
  /** The public keys that the JWK Set publishes. */
  publishing(publishedKeys: readonly Members[]): AttemptBuilder {
    return this.next({ publishedKeys })
  }
  withParameters(parameters: readonly (readonly [string, string])[]): AttemptBuilder {
    return this.next({ parameters })
  }
  withEnvironment(environment: AttemptEnvironment): AttemptBuilder {
    return this.next({ environment: { ...this.state.environment, ...environment } })
  }
  withRegistration(registration: NonNullable<AttemptEnvironment['registration']>): AttemptBuilder {
    return this.withEnvironment({ registration: { ...this.state.environment.registration, ...registration } })
  }
  withDocuments(documents: readonly AttemptDocument[]): AttemptBuilder {
    return this.next({ documents: [...this.state.documents, ...documents] })
  }
  withHistory(history: HistoryEntry[]): AttemptBuilder {
    return this.with({ history })
  }
  withKeyFacts(keyFacts: KeyFileFacts): AttemptBuilder {
    return this.next({ keyFacts })
  }
  /** Members of the server's metadata; `undefined` removes one, null the whole document. */
  withMetadata(members: Members | null): AttemptBuilder {
    return this.next({ metadata: members === null ? null : { ...this.state.metadata, ...members } })
  }
  /** How the client's JWK Set came: address, status, headers, body. */
  withJwksDocument(document: Partial<AttemptDocument>): AttemptBuilder {
    return this.next({ jwksDocument: { ...this.state.jwksDocument, ...document } })
  }
  /** The key was uploaded to the server; no JWK Set is published. */
  async uploaded(): Promise<AttemptBuilder> {
    const uploadedJwk = { ...(await publicJwkOf(this.state.keyName)) }
    const { jwksUrl: _, ...registration } = this.state.environment.registration ?? {}
    return this.next({
      isPublished: false,
      environment: {
        ...this.state.environment,
        registration: { ...registration, keyMode: 'uploaded-key', uploadedJwk },
      },
    })
  }
  /** Changes the token request after it is built. */
  withRequest(change: (request: RawRequest) => RawRequest): AttemptBuilder {
    const { changeRequest } = this.state
    return this.next({ changeRequest: (request) => change(changeRequest(request)) })
  }
  withBody(change: (body: string) => string): AttemptBuilder {
    return this.withRequest((request) => ({ ...request, body: change(request.body ?? '') }))
  }
  /** What came back; the server's Date is added. */
  answered(
    status: number,
    body: Members | string,
    headers: readonly [string, string][] = [],
  ): AttemptBuilder {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const type: [string, string][] = headers.some(([name]) => name === 'content-type')
      ? []
      : [['content-type', 'application/json']]
    return this.next({ answer: { status, headers: [...type, ...headers], body: text } })
  }
  /** Any other members of the attempt file. */
  with(attempt: Partial<Omit<Attempt, 'profile' | 'format'>>): AttemptBuilder {
    return this.next({ attempt: { ...this.state.attempt, ...attempt } })
  }
  /** The server's clock is this many seconds ahead, by its Date. */
  withServerAhead(serverOffsetS: number): AttemptBuilder {
    return this.next({ serverOffsetS })
  }
  withoutDate(): AttemptBuilder {
    return this.next({ withDate: false })
  }
  /** As typed in the page, nothing sent yet. */
  asTyped(): AttemptBuilder {
    return this.next({ live: true })
  }

  async publicKeys(): Promise<readonly Members[]> {
    return (
      this.state.publishedKeys ?? [
        { ...(await publicJwkOf(this.state.keyName)), kid: kidOf(this.state.profile), use: 'sig' },
      ]
    )
  }

  texts(): { headerText: string; payloadText: string } {
    const { header, payload, headerText, payloadText } = this.state
    return {
      headerText: headerText ?? JSON.stringify(header, null, 2),
      payloadText: payloadText ?? JSON.stringify(payload, null, 2),
    }
  }

  private async signed(): Promise<string> {
    const { headerText, payloadText } = this.texts()
    const input = `${encodeBase64url(encodeUtf8(headerText))}.${encodeBase64url(encodeUtf8(payloadText))}`
    const alg = typeof this.state.header['alg'] === 'string' ? this.state.header['alg'] : 'RS256'
    const fits = /^(RS|PS|ES)(256|384|512)$|^EdDSA$/.test(alg) ? alg : 'RS256'
    return `${input}.${await signWith(this.state.keyName, fits, input).catch(() => 'AAAA')}`
  }

  async evidence(): Promise<Evidence> {
    const { state, server } = this
    const profile = profileById(state.profile)
    if (profile === undefined) throw new Error(`no profile ${state.profile}`)
    const registeredAt = state.environment.registration?.jwksUrl
    const metadata: AttemptDocument[] =
      state.metadata === null
        ? []
        : [
            {
              ...METADATA_DOCUMENT,
              ...metadataPlace(profile.family, server),
              body: JSON.stringify(state.metadata),
            },
          ]
    const jwks: AttemptDocument = {
      kind: 'jwks',
      url: registeredAt ?? 'https://keys.example.test/jwks.json',
      status: 200,
      headers: [
        ['content-type', 'application/json'],
        ['cache-control', 'max-age=300'],
      ],
      body: JSON.stringify({ keys: await this.publicKeys() }),
      fetchedAt: NOW - 60,
      durationMs: 120,
      redirects: [],
      ...state.jwksDocument,
    }
    const common = {
      profile,
      flow: 'client_credentials' as const,
      sentAt: NOW,
      environment: state.environment,
      documents: [...metadata, ...(state.isPublished ? [jwks] : []), ...state.documents],
      ...(state.keyFacts === undefined ? {} : { keyFacts: state.keyFacts }),
    }
    if (state.live) {
      return {
        ...common,
        texts: this.texts(),
        publicJwk: await publicJwkOf(state.keyName),
        live: true,
        ...state.attempt,
      }
    }
    const assertion = state.assertion === null ? undefined : (state.assertion ?? (await this.signed()))
    const pairs = [
      ...state.parameters,
      ...(assertion === undefined
        ? []
        : ([
            ['client_assertion_type', ASSERTION_TYPE],
            ['client_assertion', assertion],
          ] as const)),
    ]
    return {
      ...common,
      ...(assertion === undefined ? {} : { assertion }),
      tokenRequest: state.changeRequest({
        method: 'POST',
        url: server.token,
        headers: [
          ['Content-Type', 'application/x-www-form-urlencoded'],
          ['Accept', 'application/json'],
        ],
        body: pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'),
      }),
      tokenResponse: {
        status: state.answer.status,
        headers: [
          ...state.answer.headers,
          ...(state.withDate
            ? [['date', new Date((NOW + state.serverOffsetS) * 1000).toUTCString()] as [string, string]]
            : []),
        ],
        body: state.answer.body,
        receivedAt: NOW + 0.2,
      },
      ...state.attempt,
    }
  }

  async facts(): Promise<Facts> {
    return gatherFacts(await this.evidence())
  }
}

const METADATA_DOCUMENT = {
  status: 200,
  headers: [['content-type', 'application/json'] as [string, string]],
  fetchedAt: NOW - 120,
  durationMs: 90,
  redirects: [],
}

/** SMART: below the FHIR base. RFC 8414 §3.1: between host and path of the issuer. */
function metadataPlace(
  family: ProfileFamily,
  { base, issuer }: Server,
): Pick<AttemptDocument, 'kind' | 'url'> {
  if (family === 'epic' || family === 'smart')
    return { kind: 'smart-configuration', url: `${base}/.well-known/smart-configuration` }
  const { origin, pathname } = new URL(issuer)
  return {
    kind: 'oauth-authorization-server',
    url: `${origin}/.well-known/oauth-authorization-server${pathname}`,
  }
}

const metadataOf = (server: Server, alg: string): Members => ({
  issuer: server.issuer,
  authorization_endpoint: authorizeUrl(server),
  token_endpoint: server.token,
  jwks_uri: `${server.issuer}/certs`,
  grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
  response_types_supported: ['code'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: [alg, 'ES384'],
  code_challenge_methods_supported: ['S256'],
  capabilities: [
    'launch-ehr',
    'launch-standalone',
    'client-confidential-asymmetric',
    'permission-v2',
    'permission-v1',
  ],
})

/** Where the browser is sent to log in. */
export const authorizeUrl = ({ token }: Pick<Server, 'token'>): string =>
  token.replace(/\/token$/, '/authorize')

const audienceOf = (profile: ProfileId, server: Server): string => {
  const source = profileById(profile)?.parameters.aud?.[0]
  if (source === 'ISS') return server.issuer
  return source === 'ISS-with-trailing-slash' ? `${server.issuer}/` : server.token
}

/** CMS DPC names keys by UUID. */
const kidOf = (profile: ProfileId): string =>
  profile === 'cms-dpc' ? '5f2c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e' : KID

const ALGS: Partial<Record<ProfileId, readonly [string, TestKeyName]>> = {
  'rfc10070-fapi2': ['PS256', 'rsa'],
  entra: ['PS256', 'rsa'],
  'nhs-england': ['RS512', 'rsa'],
  google: ['RS256', 'rsa'],
  okta: ['RS256', 'rsa'],
  auth0: ['RS256', 'rsa'],
  'cms-dpc': ['ES384', 'p384'],
}

/** A correct attempt of a profile, answered with a bare invalid_client. */
export function anAttempt(profile: ProfileId = 'smart-generic'): AttemptBuilder {
  const server = servers[profile] ?? usual
  const [alg, keyName] = ALGS[profile] ?? ['RS384', 'rsa']
  const typ = profile === 'rfc10070-fapi2' ? 'client-authentication+jwt' : 'JWT'
  const scope = profile === 'entra' ? 'https://graph.example.test/.default' : 'system/Patient.rs'
  return new AttemptBuilder({
    profile,
    keyName,
    header: {
      alg,
      typ,
      kid: kidOf(profile),
      ...(profile === 'entra' ? { 'x5t#S256': 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg' } : {}),
      ...(profile === 'udap' ? { x5c: [] } : {}),
    },
    payload: {
      iss: CLIENT_ID,
      sub: CLIENT_ID,
      aud: audienceOf(profile, server),
      jti: '0e4f3a52-6c1f-4f0e-9d5b-7f1d2a90c1b7',
      iat: NOW - 5,
      exp: NOW + 50,
    },
    parameters: [
      ['grant_type', 'client_credentials'],
      ['scope', scope],
      ...(profile === 'entra' ? [['client_id', CLIENT_ID] as const] : []),
      ...(profile === 'auth0' ? [['audience', 'https://api.example.test'] as const] : []),
    ],
    attempt: {},
    environment: {
      fhirBaseUrl: server.base,
      tokenEndpoint: server.token,
      issuer: server.issuer,
      clientId: CLIENT_ID,
      registration: { keyMode: 'jwks-url', jwksUrl: 'https://keys.example.test/jwks.json' },
    },
    documents: [],
    metadata: metadataOf(server, alg),
    jwksDocument: {},
    isPublished: true,
    changeRequest: (request) => request,
    answer: {
      status: 401,
      headers: [
        ['content-type', 'application/json'],
        ['cache-control', 'no-store'],
      ],
      body: '{"error":"invalid_client"}',
    },
    live: false,
    serverOffsetS: 0,
    withDate: true,
  })
}

export const thumbprintOfKey = async (name: TestKeyName): Promise<string> =>
  (await thumbprintOf(await publicJwkOf(name))) ?? ''
