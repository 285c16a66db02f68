import type { AttemptEnvironment } from '../attempt/attempt.ts'
import { member, type JsonNode } from '../json/parse-json.ts'
import type { AudienceSource, Profile } from '../profiles/profile.ts'
import type { DiscoveryFacts, Endpoints } from './facts.ts'

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** First string of that member over the documents, in order. */
const discovered = (discovery: readonly DiscoveryFacts[], name: string): string | undefined =>
  discovery.map(({ members }) => text(members[name])).find((value) => value !== undefined)

/** The addresses that environment and documents name, raw. */
export function endpointFacts(
  environment: AttemptEnvironment,
  discovery: readonly DiscoveryFacts[],
  postUrl: string | undefined,
  profile: Profile,
): Endpoints {
  const discoveredToken = discovered(discovery, 'token_endpoint') ?? capabilityToken(discovery)
  const token = environment.tokenEndpoint ?? discoveredToken
  const issuer = environment.issuer ?? discovered(discovery, 'issuer')
  const base = {
    post: postUrl ?? token,
    token,
    discoveredToken,
    issuer,
    authorization: environment.authorizationEndpoint ?? discovered(discovery, 'authorization_endpoint'),
    fhirBase: environment.fhirBaseUrl,
    clientJwks: environment.registration?.jwksUrl,
    others: otherUrls(discovery),
  }
  return { ...base, acceptedAudiences: acceptedAudiences(profile, base, discovery) }
}

function otherUrls(discovery: readonly DiscoveryFacts[]): Endpoints['others'] {
  return discovery.flatMap(({ members, document }) => [
    { name: `the address of the ${document.kind}`, url: document.url },
    ...Object.entries(members).flatMap(([name, value]) =>
      (name.endsWith('_endpoint') || name === 'jwks_uri') &&
      name !== 'token_endpoint' &&
      typeof value === 'string'
        ? [{ name, url: value }]
        : [],
    ),
  ])
}

/** Resolved audiences of the profile; undefined when its list is not known or none of its sources is at hand. */
function acceptedAudiences(
  profile: Profile,
  base: Omit<Endpoints, 'acceptedAudiences'>,
  discovery: readonly DiscoveryFacts[],
): Endpoints['acceptedAudiences'] {
  const { aud } = profile.parameters
  if (aud === undefined) return undefined
  const values: Readonly<Record<AudienceSource, string | undefined>> = {
    // A decoration of the address is a fault of the request, not part of the audience.
    POST: base.post?.replace(/[?#].*$/s, ''),
    TOK: base.discoveredToken ?? base.token ?? postedAsToken(profile, base.post),
    ISS: base.issuer,
    'ISS-with-trailing-slash': base.issuer === undefined ? undefined : `${base.issuer.replace(/\/$/, '')}/`,
    INTROSPECT: discovered(discovery, 'introspection_endpoint'),
    PAR: discovered(discovery, 'pushed_authorization_request_endpoint'),
    CIBA: discovered(discovery, 'backchannel_authentication_endpoint'),
  }
  const accepted = new Map<string, string>()
  for (const source of aud) {
    const value = values[source]
    if (value !== undefined && !accepted.has(value)) accepted.set(value, source)
  }
  // A list whose main entry is not at hand would call a right audience wrong.
  return accepted.size === 0 || values[aud[0] ?? 'POST'] === undefined
    ? undefined
    : [...accepted].map(([value, source]) => ({ source, value }))
}

/**
 * Where the token URL alone is accepted and no document names it, it is "the same URL to which this authentication JWT
 * will be posted". @see SMART App Launch 2.2, client-confidential-asymmetric, aud
 */
function postedAsToken({ parameters }: Profile, post: string | undefined): string | undefined {
  return parameters.aud?.length === 1 ? post?.replace(/[?#].*$/s, '') : undefined
}

/** `rest.security.extension[oauth-uris]` of a CapabilityStatement: the token address. */
function capabilityToken(discovery: readonly DiscoveryFacts[]): string | undefined {
  const statement = discovery.find(({ document }) => document.kind === 'capability-statement')
  return capabilityOauthUri(statement?.node, 'token')
}

/** One of the OAuth addresses of a CapabilityStatement, raw. @see SMART App Launch 1.0, oauth-uris extension */
export function capabilityOauthUri(
  node: JsonNode | undefined,
  name: 'token' | 'authorize',
): string | undefined {
  for (const rest of items(node, 'rest')) {
    for (const extension of items(member(rest, 'security')?.value, 'extension')) {
      if (!stringAt(extension, 'url')?.endsWith('/oauth-uris')) continue
      for (const uri of items(extension, 'extension'))
        if (stringAt(uri, 'url') === name) return stringAt(uri, 'valueUri')
    }
  }
  return undefined
}

function items(parent: JsonNode | undefined, name: string): readonly JsonNode[] {
  const value = member(parent, name)?.value
  return value?.kind === 'array' ? value.items : []
}

function stringAt(parent: JsonNode, name: string): string | undefined {
  const value = member(parent, name)?.value
  return value?.kind === 'string' ? value.value : undefined
}
