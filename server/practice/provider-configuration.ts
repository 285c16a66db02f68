import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { CLOCK_TOLERANCE_S } from './client-auth-faults.ts'
import { makeFetchOwnJwks } from './fetch-own-jwks.ts'
import { renderPage } from './page.ts'
import type { PracticePlaces } from './places.ts'
import { grantableScopes, OIDC_SCOPES } from './smart-scopes.ts'

/** RFC 7518 and RFC 8037 names of what may sign a client assertion; the library's default lacks RS384 and ES384. */
export const CLIENT_AUTH_ALGS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const

export const CLIENT_ID = 'practice-client'
export const PATIENT_ID = 'example'

const TTL_S = { short: 300, hour: 3_600, day: 86_400 }

/** Signs id tokens. */
const makeSigningKey = async () => {
  // P-256 is generated in a millisecond, RSA in up to a second; the page must find the server ready.
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
  return { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'practice-id-token' }
}

/** The scope in question: of the authorization request, else of what is being exchanged for a token. */
const scopeAtHand = ({ oidc }: KoaContextWithOIDC): string | undefined => {
  const asked = oidc.params?.['scope']
  if (typeof asked === 'string') return asked
  return oidc.entities.AuthorizationCode?.scope ?? oidc.entities.RefreshToken?.scope
}

/** The one registered client. */
const clientMetadata = (places: PracticePlaces, redirectUris: readonly string[]): ClientMetadata => ({
  client_id: CLIENT_ID,
  client_name: 'Countersign practice',
  grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [...redirectUris],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks_uri: places.jwksUrl,
  id_token_signed_response_alg: 'ES256',
})

const features = (
  places: PracticePlaces,
  isDpopDemanded: () => boolean,
): NonNullable<Configuration['features']> => ({
  devInteractions: { enabled: false },
  clientCredentials: { enabled: true },
  // Announced and taken at all times; demanded of the client, and with a nonce, only where it is switched on.
  dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => isDpopDemanded() },
  pushedAuthorizationRequests: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  userinfo: { enabled: false },
  // The FHIR base as resource server is what lets SMART scopes through that cannot be listed beforehand.
  resourceIndicators: {
    enabled: true,
    defaultResource: () => places.fhirBaseUrl,
    useGrantedResource: () => true,
    getResourceServerInfo: (ctx) => ({
      scope: grantableScopes(scopeAtHand(ctx)),
      audience: places.fhirBaseUrl,
      accessTokenFormat: 'opaque',
    }),
  },
})

const TTL: NonNullable<Configuration['ttl']> = {
  AccessToken: TTL_S.hour,
  // Long enough to carry a code over by hand.
  AuthorizationCode: TTL_S.short,
  ClientCredentials: TTL_S.hour,
  Grant: TTL_S.day,
  IdToken: TTL_S.hour,
  Interaction: TTL_S.short,
  RefreshToken: TTL_S.day,
  Session: TTL_S.day,
}

/** What oidc-provider is told: one client, everything in memory, no login page, nothing of the library's own look. */
export const makeConfiguration = async (
  places: PracticePlaces,
  redirectUris: readonly string[],
  parts: {
    staleJwks: () => Promise<object | undefined>
    onJwksFetch: () => void
    isDpopDemanded: () => boolean
  },
): Promise<Configuration> => ({
  clients: [clientMetadata(places, redirectUris)],
  jwks: { keys: [await makeSigningKey()] },
  fetch: makeFetchOwnJwks(places.jwksUrl, parts.staleJwks, parts.onJwksFetch),
  routes: { authorization: '/authorize', token: '/token', jwks: '/jwks' },
  clientAuthMethods: ['private_key_jwt'],
  enabledJWA: { clientAuthSigningAlgValues: [...CLIENT_AUTH_ALGS], idTokenSigningAlgValues: ['ES256'] },
  clockTolerance: CLOCK_TOLERANCE_S,
  responseTypes: ['code'],
  scopes: [...OIDC_SCOPES],
  extraParams: ['launch', 'aud'],
  claims: { openid: ['sub'], fhirUser: ['fhirUser'], profile: ['fhirUser', 'name'] },
  pkce: { required: () => true },
  cookies: {
    keys: [randomBytes(32).toString('base64url')],
    names: { session: 'practice_session', interaction: 'practice_interaction', resume: 'practice_resume' },
  },
  ttl: TTL,
  features: features(places, parts.isDpopDemanded),
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  findAccount: (_ctx, accountId) => ({
    accountId,
    claims: () => ({
      sub: accountId,
      name: 'Example User',
      fhirUser: `${places.fhirBaseUrl}/Practitioner/example`,
    }),
  }),
  clientBasedCORS: () => false,
  renderError: (ctx, out) => {
    const rows = Object.entries(out).map(([name, value]) => ({ name, value: String(value) }))
    ctx.type = 'html'
    ctx.body = renderPage({ title: 'The authorization request is refused', paragraphs: [], rows })
  },
})
