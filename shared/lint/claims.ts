import type { Facts, JsonPart } from '../facts/facts.ts'

/** The payload's members when there is a payload to speak of; undefined: another rule owns the broken container. */
export const claimsOf = ({ assertion }: Facts): JsonPart['members'] | undefined =>
  assertion?.payload?.problem === undefined ? assertion?.payload?.members : undefined

export const headerOf = ({ assertion }: Facts): JsonPart['members'] | undefined =>
  assertion?.header?.problem === undefined ? assertion?.header?.members : undefined

/** True where the assertion is the client's own: iss = sub = client id, own key. */
export const isSelfSigned = ({ environment }: Facts): boolean => environment.assertionKind !== 'federated'

/** A text claim that is there. */
export const textClaim = (facts: Facts, name: string): string | undefined => {
  const value = claimsOf(facts)?.[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A NumericDate claim that can be compared with a clock. */
export const dateClaim = (facts: Facts, name: string): number | undefined => {
  const value = claimsOf(facts)?.[name]
  return typeof value === 'number' && value >= 1e9 && value < 1e11 ? value : undefined
}

/** The client authenticates with this assertion; in the jwt-bearer grant it is the grant itself. */
export const isClientAuthentication = ({ flow, request }: Facts): boolean =>
  flow !== 'jwt_bearer' && request?.param('grant_type')?.endsWith(':jwt-bearer') !== true
