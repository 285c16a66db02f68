import type { ProfileId } from './profile.ts'
import { profileOfUrl } from './profile-of-url.ts'

/** The profile that a URL suggests; plain RFC 7523 where nothing does. A person can always choose another. */
export const guessProfile = (url: string): ProfileId =>
  profileOfUrl(url) ?? (/^[^?#]*\bfhir\b/i.test(url) ? 'smart-generic' : 'rfc7523')
