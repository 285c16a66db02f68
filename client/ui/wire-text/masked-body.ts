export const DOTS = '••••••'

/**
 * A form body with the values of the named parameters as dots. What has no `=` stays, so that a damaged body is
 * still seen as it is.
 */
export function maskForm(body: string, names: readonly string[]): string {
  return body
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=')
      return at > 0 && pair.length > at + 1 && names.includes(pair.slice(0, at))
        ? pair.slice(0, at + 1) + DOTS
        : pair
    })
    .join('&')
}

export interface DecodedPair {
  readonly name: string
  readonly value: string
}

/** Each pair decoded once as application/x-www-form-urlencoded; what does not decode stays raw. */
export function decodeForm(body: string): DecodedPair[] {
  return body.split('&').map((pair) => {
    const at = pair.indexOf('=')
    return at < 0
      ? { name: decode(pair), value: '' }
      : { name: decode(pair.slice(0, at)), value: decode(pair.slice(at + 1)) }
  })
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '))
  } catch {
    return raw
  }
}
