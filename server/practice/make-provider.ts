import { decodeJwt } from 'jose'
import type { errors, KoaContextWithOIDC, Provider } from 'oidc-provider'
import { clientAuthReason, registrationReason } from './client-auth-faults.ts'
import type { FaultSwitches } from './fault-switches.ts'
import { loadOidcProvider, withQuietConsole, type PracticeLog } from './load-oidc-provider.ts'
import type { PracticePlaces } from './places.ts'
import { CLIENT_ID, makeConfiguration } from './provider-configuration.ts'
import type { Refusals } from './refusals.ts'
import { shapeAnswers } from './shape-answers.ts'

export interface ProviderOptions {
  readonly places: PracticePlaces
  readonly redirectUris: readonly string[]
  readonly isStrict: () => boolean
  /** The client may have DPoP-bound tokens only. */
  readonly isDpopDemanded: () => boolean
  readonly faults: FaultSwitches
  readonly staleJwks: () => Promise<object | undefined>
  /** Called before the client's JWK Set is fetched. */
  readonly onJwksFetch: () => void
  readonly refusals: Refusals
  readonly log: PracticeLog
}

export interface PracticeProvider {
  readonly provider: Provider
  /** Forgets the client's keys, so that the next request fetches them again; the library keeps them for a minute. */
  forgetKeys(): Promise<void>
}

/** Members of the library that its types do not name; tests hold them in place. */
interface Undocumented {
  readonly OIDCContext: { readonly prototype: { clientJwtAuthExpectedAudience(): Set<string> } }
  readonly Client: { find(id: string): Promise<KeptClient | undefined> }
}
interface KeptClient {
  dpopBoundAccessTokens: boolean
  readonly asymmetricKeyStore: { clear(): void; freshUntil?: number }
}

const assertionJti = (ctx: KoaContextWithOIDC): string | undefined => {
  try {
    return decodeJwt(String(ctx.oidc.params?.['client_assertion'])).jti
  } catch {
    return undefined
  }
}

/** The innermost text: a JWK Set that cannot be read is two causes down. */
const deepestMessage = (error: Error): string => {
  const { cause } = error
  return cause instanceof Error ? deepestMessage(cause) : error.message
}

/** The library's reason in its own words, except where strictness or a switched fault knows better. */
const reasonOf = (error: errors.OIDCProviderError, options: ProviderOptions) => {
  const { places, faults, isStrict } = options
  const told = error.error_detail ?? error.error_description ?? error.message
  if (told === 'client not found') return registrationReason(faults) ?? told
  if (told === 'invalid_client_metadata') return deepestMessage(error)
  if (!/audience \(aud\) must (equal|include)/.test(told)) return told
  if (faults.isOn('issuer-as-audience')) return `aud must be the issuer identifier ${places.issuer}`
  return isStrict() ? `aud must be the token endpoint ${places.tokenEndpoint} (strict)` : told
}

const listenForRefusals = (provider: Provider, options: ProviderOptions): void => {
  provider.on('grant.error', (ctx, error) => {
    const reason = reasonOf(error, options)
    const refusal = { at: Date.now() / 1_000, error: error.error ?? error.message, reason }
    options.refusals.add(refusal, assertionJti(ctx))
  })
  provider.on('server_error', (_ctx, error) =>
    options.log.warn({ name: error.name }, 'the practice server failed'),
  )
}

/** In strict mode the token endpoint is the only audience, under a fault the issuer identifier. */
const narrowAudience = (provider: Provider, { isStrict, faults, places }: ProviderOptions): void => {
  const { prototype } = (provider as unknown as Undocumented).OIDCContext
  const libraryAudience = prototype.clientJwtAuthExpectedAudience
  prototype.clientJwtAuthExpectedAudience = function () {
    if (faults.isOn('issuer-as-audience')) return new Set([places.issuer])
    return isStrict() ? new Set([places.tokenEndpoint]) : libraryAudience.call(this)
  }
}

/** oidc-provider with one client, in memory, without a login page. */
export const makeProvider = async (options: ProviderOptions): Promise<PracticeProvider> => {
  const { places, log, isStrict, faults, refusals } = options
  const { Provider: OidcProvider, errors: oidcErrors } = await loadOidcProvider(log)
  const configuration = await makeConfiguration(places, options.redirectUris, options)
  const refuse: typeof configuration.assertJwtClientAuthClaimsAndHeader = (_ctx, claims, header) => {
    const reason = clientAuthReason(header, claims, faults, isStrict())
    if (reason !== undefined) throw new oidcErrors.InvalidClientAuth(reason)
  }
  const provider = await withQuietConsole(
    log,
    () => new OidcProvider(places.issuer, { ...configuration, assertJwtClientAuthClaimsAndHeader: refuse }),
  )
  const { Client } = provider as unknown as Undocumented
  const find = Client.find.bind(Client)
  Client.find = async (id) => {
    const client = registrationReason(faults) === undefined ? await find(id) : undefined
    if (client !== undefined) client.dpopBoundAccessTokens = options.isDpopDemanded()
    return client
  }
  narrowAudience(provider, options)
  listenForRefusals(provider, options)
  shapeAnswers(provider, faults, (status) =>
    refusals.add(
      { at: Date.now() / 1_000, error: `status ${status}`, reason: 'this answer is switched on' },
      undefined,
    ),
  )
  const forgetKeys = async (): Promise<void> => {
    const keyStore = (await find(CLIENT_ID))?.asymmetricKeyStore
    if (keyStore === undefined) return
    keyStore.clear()
    keyStore.freshUntil = 0
  }
  return { provider, forgetKeys }
}
