import type { Facts } from '../../facts/facts.ts'

/**
 * Other strings that name this same server, most promising first. An assertion whose audience names another server
 * would be good there (CVE-2025-27370), so only the origin that the request goes to is named.
 */
export function audienceForms(facts: Facts): string[] {
  const { post, token, discoveredToken, issuer } = facts.endpoints
  const current = facts.assertion?.payload?.members['aud']
  const forms = [discoveredToken, token, post, issuer, ...[post, issuer].map(otherSlash)]
  return [...new Set(forms)].filter(
    (form): form is string => form !== undefined && form !== current && isSameOrigin(form, post),
  )
}

const otherSlash = (url: string | undefined): string | undefined =>
  url === undefined ? undefined : url.endsWith('/') ? url.replace(/\/+$/, '') : `${url}/`

const isSameOrigin = (form: string, post: string | undefined): boolean =>
  post !== undefined &&
  URL.canParse(form) &&
  URL.canParse(post) &&
  new URL(form).origin === new URL(post).origin

export function describeAudience({ endpoints }: Facts, aud: string): string {
  const { discoveredToken, token, issuer } = endpoints
  if (aud === discoveredToken || aud === token) return `aud is the token endpoint, ${aud}`
  if (aud === issuer) return `aud is the issuer identifier, ${aud}`
  return `aud is ${aud}`
}
