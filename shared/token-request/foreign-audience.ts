import { readPart } from '../facts/json-part.ts'

/** Where an experiment may send an audience that is nobody's (RFC 2606). */
export const RESERVED_AUDIENCE = 'https://invalid.example/'

/**
 * The audience when it names another origin than the one the request goes to: whoever receives the assertion could use it
 * there (CVE-2025-27370).
 */
export function foreignAudience(payloadText: string, url: URL): string | undefined {
  const { aud } = readPart(payloadText).members
  const values = (Array.isArray(aud) ? aud : [aud]).filter((each): each is string => typeof each === 'string')
  return values.find(
    (each) =>
      each !== RESERVED_AUDIENCE &&
      URL.canParse(each) &&
      /^https?:$/.test(new URL(each).protocol) &&
      new URL(each).origin !== url.origin,
  )
}
