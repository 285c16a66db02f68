/**
 * What one kind of authorization server wants of a client assertion, as data.
 * `undefined` means that nothing was found: a rule that needs it answers `unknown` or stays silent, it never guesses.
 */
export type ProfileId =
  | 'epic-sandbox'
  | 'epic-production'
  | 'smart-generic'
  | 'oracle-health'
  | 'athenahealth'
  | 'okta'
  | 'auth0'
  | 'keycloak'
  | 'entra'
  | 'node-oidc-provider'
  | 'rfc7523'
  | 'rfc10070-fapi2'
  | 'nhs-england'
  | 'medplum'
  | 'duende'
  | 'cms-dpc'
  | 'udap'
  | 'google'

/** The four columns of the rule tables; a profile takes the severities of its family unless a rule names it. */
export type ProfileFamily = 'epic' | 'smart' | 'rfc7523' | 'fapi2'

/** How sure a fact is: documented by the vendor, read in published source, seen in reports, or not known. */
export type Standing = 'documented' | 'source' | 'reported' | 'unknown'

/**
 * A string that the server accepts as audience, named by where it comes from:
 * POST = the URL the request is sent to, TOK = discovery token_endpoint, ISS = issuer identifier.
 */
export type AudienceSource =
  'POST' | 'TOK' | 'ISS' | 'ISS-with-trailing-slash' | 'INTROSPECT' | 'PAR' | 'CIBA'

export type KidDemand = 'required' | 'required-with-jwks' | 'if-several-keys' | 'optional'
export type TypDemand = 'JWT-required' | 'JWT-if-present' | 'client-authentication+jwt' | 'unchecked'
export type ScopeDemand = 'client_credentials' | undefined

export interface ProfileParameters {
  /** Accepted audiences; undefined: not known for this server. */
  readonly aud?: readonly AudienceSource[]
  readonly audArray?: 'allowed' | 'any-member' | 'avoid' | 'single-only' | 'no'
  /** Accepted `alg` values; undefined: not restricted or not known. */
  readonly algs?: readonly string[]
  /** True where the list is a recommendation and others are permitted. */
  readonly algsOtherOk?: boolean
  /** True where EC keys work only when served by a JWKS URL. */
  readonly ecNeedsJwksUrl?: boolean
  /** Longest distance of exp, seconds. */
  readonly maxLifetimeS?: number
  readonly lifetimeBasis?: readonly ('exp-now' | 'exp-iat' | 'exp-nbf' | 'now-iat')[]
  /** Clock tolerance, seconds; undefined: not known. */
  readonly skewS?: number
  /** Tolerance for iat and nbf only, seconds. */
  readonly skewIatNbfS?: number
  readonly kid?: KidDemand
  readonly typ?: TypDemand
  readonly jtiMaxLength?: number
  readonly issSubMaxLength?: number
  readonly assertionMaxBytes?: number
  readonly jtiReplay?: 'required' | 'until-exp' | 'if-present' | 'yes' | 'optional'
  readonly clientIdParam?: 'not-used' | 'omit-in-code-flow' | 'optional' | 'required'
  readonly scopeRequired?: ScopeDemand
  readonly thumbprintHeader?: readonly ('x5t#S256' | 'x5t')[]
  readonly needsAudienceParam?: boolean
  /** Documented delay between saving the registration and its taking effect, seconds. */
  readonly syncDelayS?: number
  /** Longest time that the server keeps a fetched JWK Set, seconds. */
  readonly jwksCacheMaxS?: number
  readonly minRsaBits?: number
}

/** One quoted fact with its standing, for docs/profiles.md, hovers and the Rules screen. */
export interface ProfileFact {
  readonly name: string
  /** The parameters that this fact is the ground of; each parameter has exactly one. */
  readonly about?: readonly (keyof ProfileParameters)[]
  readonly value: string
  readonly standing: Standing
  readonly source: string
  readonly url?: string
}

/** Where this vendor writes the reason of a refusal down, or whom to ask for what. */
export interface ReasonCard {
  readonly where: string
  readonly how: readonly string[]
  readonly standing: Standing
  readonly source: string
}

export interface Profile {
  readonly id: ProfileId
  readonly name: string
  readonly family: ProfileFamily
  readonly parameters: ProfileParameters
  readonly facts: readonly ProfileFact[]
  readonly reason: ReasonCard
  /** Only where it comes from a file of the user's own; `id` is then that of the profile it is based on. */
  readonly own?: { readonly id: string; readonly file: string }
}
