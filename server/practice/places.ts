/** Every address of the practice server, made from its origin. */
export interface PracticePlaces {
  readonly origin: string
  readonly issuer: string
  readonly tokenEndpoint: string
  readonly authorizationEndpoint: string
  readonly fhirBaseUrl: string
  readonly jwksUrl: string
  readonly ehrPageUrl: string
  /** Where the code of a by-hand authorization request is shown. */
  readonly codePageUrl: string
}

export const placesAt = (origin: string): PracticePlaces => ({
  origin,
  issuer: origin,
  tokenEndpoint: `${origin}/token`,
  authorizationEndpoint: `${origin}/authorize`,
  fhirBaseUrl: `${origin}/fhir`,
  jwksUrl: `${origin}/client/jwks.json`,
  ehrPageUrl: `${origin}/ehr`,
  codePageUrl: `${origin}/ehr/code`,
})
