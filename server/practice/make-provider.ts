import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { decodeJwt } from 'jose'
import { makeFetchOwnJwks } from './fetch-own-jwks.ts'
import { loadOidcProvider, withQuietConsole, type PracticeLog } from './load-oidc-provider.ts'
import { renderPage } from './page.ts'
import type { Refusals } from './refusals.ts'
import { grantableScopes, hasPatientContext, OIDC_SCOPES } from './smart-scopes.ts'
import { strictReason } from './strict-checks.ts'
import type { PracticePlaces } from './places.ts'

/** RFC 7518 and RFC 8037 names of what may sign a client assertion; the library's default lacks RS384 and ES384. */
export const CLIENT_AUTH_ALGS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const

export const CLIENT_ID = 'practice-client'
export const PATIENT_ID = 'example'

const TTL_S = { short: 300, hour: 3_600, day: 86_400 }

export interface ProviderOptions {
  readonly places: PracticePlaces
  readonly redirectUris: readonly string[]
  readonly isStrict: () => boolean
  readonly refusals: Refusals
  readonly log: PracticeLog
}

const signingKey = async () => {
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

const assertionJti = (ctx: KoaContextWithOIDC): string | undefined => {
  try {
    return decodeJwt(String(ctx.oidc.params?.['client_assertion'])).jti
  } catch {
    return undefined
  }
}

const listenForRefusals = (
  provider: Provider,
  { isStrict, places, refusals, log }: ProviderOptions,
): void => {
  provider.on('grant.error', (ctx, error) => {
    const told = error.error_detail ?? error.error_description ?? error.message
    const isAudience = /audience \(aud\) must (equal|include)/.test(told)
    const reason =
      isAudience && isStrict() ? `aud must be the token endpoint ${places.tokenEndpoint} (strict)` : told
    refusals.add({ at: Date.now() / 1_000, error: error.error ?? error.message, reason }, assertionJti(ctx))
  })
  provider.on('server_error', (_ctx, error) => log.warn({ name: error.name }, 'the practice server failed'))
}

/** Answers refusals as Epic does, adds the SMART launch context, and takes the library's CORS headers off. */
const shapeAnswers = (provider: Provider): void => {
  provider.use(async (ctx, next) => {
    const { scope, prompt } = ctx.query
    // The library grants offline_access only with prompt=consent (OpenID Connect Core 11); SMART apps do not send it.
    if (ctx.path === '/authorize' && typeof scope === 'string' && /\boffline_access\b/.test(scope) && !prompt)
      ctx.query = { ...ctx.query, prompt: 'consent' }
    await next()
    ctx.remove('Access-Control-Allow-Origin')
    ctx.remove('Access-Control-Expose-Headers')
    if (ctx.path !== '/token') return
    const body = ctx.body as { error?: string; scope?: string; access_token?: string } | undefined
    if (body?.error === 'invalid_client') ctx.body = { error: 'invalid_client', error_description: null }
    else if (body?.access_token !== undefined && hasPatientContext(body.scope))
      ctx.body = { ...body, patient: PATIENT_ID, need_patient_banner: true }
  })
}

/** In strict mode the token endpoint is the only audience; a test holds this undocumented hook in place. */
const narrowAudience = (provider: Provider, isStrict: () => boolean): void => {
  const { prototype } = (provider as unknown as ProviderWithContext).OIDCContext
  const libraryAudience = prototype.clientJwtAuthExpectedAudience
  prototype.clientJwtAuthExpectedAudience = function () {
    return isStrict() ? new Set([provider.urlFor('token')]) : libraryAudience.call(this)
  }
}
interface ProviderWithContext {
  readonly OIDCContext: { readonly prototype: { clientJwtAuthExpectedAudience(): Set<string> } }
}

/** oidc-provider with one client, in memory, without a login page. */
export const makeProvider = async (options: ProviderOptions): Promise<Provider> => {
  const { places, log, isStrict } = options
  const { default: ProviderClass, errors } = await loadOidcProvider(log)
  const jwk = await signingKey()
  const provider = await withQuietConsole(
    log,
    () =>
      new ProviderClass(places.issuer, {
        clients: [
          {
            client_id: CLIENT_ID,
            client_name: 'Countersign practice',
            grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
            response_types: ['code'],
            redirect_uris: [...options.redirectUris],
            token_endpoint_auth_method: 'private_key_jwt',
            jwks_uri: places.jwksUrl,
            id_token_signed_response_alg: 'ES256',
          },
        ],
        jwks: { keys: [jwk] },
        fetch: makeFetchOwnJwks(places.jwksUrl),
        routes: { authorization: '/authorize', token: '/token', jwks: '/jwks' },
        clientAuthMethods: ['private_key_jwt'],
        enabledJWA: {
          clientAuthSigningAlgValues: [...CLIENT_AUTH_ALGS],
          idTokenSigningAlgValues: ['ES256'],
        },
        clockTolerance: 5,
        responseTypes: ['code'],
        scopes: [...OIDC_SCOPES],
        extraParams: ['launch', 'aud'],
        claims: { openid: ['sub'], fhirUser: ['fhirUser'], profile: ['fhirUser', 'name'] },
        pkce: { required: () => true },
        cookies: {
          keys: [randomBytes(32).toString('base64url')],
          names: {
            session: 'practice_session',
            interaction: 'practice_interaction',
            resume: 'practice_resume',
          },
        },
        ttl: {
          AccessToken: TTL_S.hour,
          // Long enough to carry a code over by hand.
          AuthorizationCode: TTL_S.short,
          ClientCredentials: TTL_S.hour,
          Grant: TTL_S.day,
          IdToken: TTL_S.hour,
          Interaction: TTL_S.short,
          RefreshToken: TTL_S.day,
          Session: TTL_S.day,
        },
        features: {
          devInteractions: { enabled: false },
          clientCredentials: { enabled: true },
          dPoP: { enabled: false },
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
        },
        interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
        findAccount: (_ctx, accountId) => ({
          accountId,
          claims: () => ({
            sub: accountId,
            name: 'Example User',
            fhirUser: `${places.fhirBaseUrl}/Practitioner/example`,
          }),
        }),
        assertJwtClientAuthClaimsAndHeader: (_ctx, claims, header) => {
          const reason = isStrict() ? strictReason(header, claims, Date.now() / 1_000) : undefined
          if (reason !== undefined) throw new errors.InvalidClientAuth(reason)
        },
        clientBasedCORS: () => false,
        renderError: (ctx, out) => {
          const rows = Object.entries(out).map(([name, value]) => ({ name, value: String(value) }))
          ctx.type = 'html'
          ctx.body = renderPage({ title: 'The authorization request is refused', paragraphs: [], rows })
        },
      }),
  )
  narrowAudience(provider, isStrict)
  listenForRefusals(provider, options)
  shapeAnswers(provider)
  return provider
}
