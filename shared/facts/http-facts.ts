import type { FormParameter } from './facts.ts'

/** First header of that name, names compared without case. */
export const headerReader =
  (headers: readonly (readonly [string, string])[] | undefined) =>
  (name: string): string | undefined =>
    headers?.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1]

/** Seconds that a Cache-Control announces as max-age. RFC 9111 §5.2.2.1 */
export function maxAgeOf(cacheControl: string | undefined): number | undefined {
  const seconds = /\bmax-age\s*=\s*"?(\d{1,10})/i.exec(cacheControl ?? '')?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}

/** No copy may be used without asking: no-store, no-cache. RFC 9111 §5.2.2.4, §5.2.2.5 */
export const forbidsCaching = (cacheControl: string | undefined): boolean =>
  /\bno-(store|cache)\b/i.test(cacheControl ?? '')

/** Media type without parameters, lower case; undefined for absent or empty text. */
export const mediaTypeOf = (contentType: string | undefined): string | undefined =>
  contentType?.split(';')[0]?.trim().toLowerCase() || undefined

/** Decoded once; undefined when the percent bytes are not UTF-8. */
export function formDecode(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, '%25'))
  } catch {
    return undefined
  }
}

/** The pairs of a form body or query in order, raw text and offsets kept. Linear. */
export function parseForm(text: string, start = 0): FormParameter[] {
  const parameters: FormParameter[] = []
  let at = 0
  for (const pair of text.split('&')) {
    if (pair !== '') {
      const equals = pair.indexOf('=')
      const rawName = equals < 0 ? pair : pair.slice(0, equals)
      const rawValue = equals < 0 ? '' : pair.slice(equals + 1)
      parameters.push({
        rawName,
        rawValue,
        name: formDecode(rawName) ?? rawName,
        value: formDecode(rawValue),
        offset: start + at,
      })
    }
    at += pair.length + 1
  }
  return parameters
}

export const paramReader =
  (parameters: readonly FormParameter[]) =>
  (name: string): string | undefined =>
    parameters.find((each) => each.name === name)?.value

/** The raw query of a URL and where it starts; the fragment is not part of it. */
export function rawQuery(url: string): { readonly text: string; readonly start: number } {
  const hash = url.indexOf('#')
  const end = hash < 0 ? url.length : hash
  const question = url.slice(0, end).indexOf('?')
  return question < 0 ? { text: '', start: end } : { text: url.slice(question + 1, end), start: question + 1 }
}
