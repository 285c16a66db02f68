import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { decodeJwt } from 'jose'
import { loadOidcProvider, withQuietConsole, type PracticeLog } from './load-oidc-provider.ts'
import type { PracticePlaces } from './places.ts'
import { makeConfiguration, PATIENT_ID } from './provider-configuration.ts'
import type { Refusals } from './refusals.ts'
import { hasPatientContext } from './smart-scopes.ts'
import { strictReason } from './strict-checks.ts'

export interface ProviderOptions {
  readonly places: PracticePlaces
  readonly redirectUris: readonly string[]
  readonly isStrict: () => boolean
  readonly refusals: Refusals
  readonly log: PracticeLog
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
  const { Provider: OidcProvider, errors } = await loadOidcProvider(log)
  const configuration = await makeConfiguration(places, options.redirectUris)
  const assertStrict: typeof configuration.assertJwtClientAuthClaimsAndHeader = (_ctx, claims, header) => {
    const reason = isStrict() ? strictReason(header, claims, Date.now() / 1_000) : undefined
    if (reason !== undefined) throw new errors.InvalidClientAuth(reason)
  }
  const provider = await withQuietConsole(
    log,
    () =>
      new OidcProvider(places.issuer, { ...configuration, assertJwtClientAuthClaimsAndHeader: assertStrict }),
  )
  narrowAudience(provider, isStrict)
  listenForRefusals(provider, options)
  shapeAnswers(provider)
  return provider
}
