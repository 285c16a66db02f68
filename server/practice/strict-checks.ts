/** SMART App Launch 2.2, asymmetric client authentication: exp is no more than five minutes in the future. Seconds. */
const MAX_LIFETIME_S = 300

/**
 * What SMART demands of a client assertion and oidc-provider does not check by itself.
 * @param now NumericDate, seconds.
 * @returns the first reason to refuse, or undefined.
 */
export const strictReason = (
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  now: number,
): string | undefined => {
  if (typeof header['kid'] !== 'string' || header['kid'] === '')
    return 'kid must be in the JOSE header (strict)'
  if (header['typ'] !== 'JWT') {
    const actual = header['typ'] === undefined ? 'absent' : JSON.stringify(header['typ'])
    return `typ must be "JWT", it is ${actual} (strict)`
  }
  const exp = claims['exp']
  const ahead = typeof exp === 'number' ? Math.floor(exp - Math.ceil(now)) : 0
  if (ahead > MAX_LIFETIME_S) return `exp is ${ahead} s ahead, the limit is ${MAX_LIFETIME_S} s (strict)`
  return undefined
}
