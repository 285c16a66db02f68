/** Second labels under which names are registered in many countries: `co.uk`, `com.au`. */
const GENERIC = /^(ac|co|com|edu|gov|net|nhs|org)$/

/**
 * The part of a host name that somebody registered, by its look and without the public list of suffixes: two labels,
 * three under a country's generic one. An address is its own.
 * @param hostname as `URL.hostname` gives it
 */
export function registrableDomain(hostname: string): string {
  if (/^\d+(\.\d+){3}$/.test(hostname) || hostname.startsWith('[')) return hostname
  const labels = hostname.replace(/\.$/, '').split('.')
  const [second = '', first = ''] = labels.slice(-2)
  return labels.slice(first.length === 2 && GENERIC.test(second) ? -3 : -2).join('.')
}

/** True where both are URLs and somebody else may own the second one's host. */
export const isOtherDomain = (one: string, other: string): boolean =>
  URL.canParse(one) &&
  URL.canParse(other) &&
  registrableDomain(new URL(one).hostname) !== registrableDomain(new URL(other).hostname)
