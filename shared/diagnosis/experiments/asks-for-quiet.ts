/** Statuses by which a server asks for fewer requests. RFC 6585 §4 */
const TOO_MANY_REQUESTS = 429
const LOCKED = /\b(account|client|application|app|user)\b[^.<>{}]{0,60}\b(locked|blocked|suspended)\b/i
const TOO_MANY = /\btoo many (failed |invalid |unsuccessful )?(requests|attempts|logins|log-ins)\b/i

/**
 * Why no more requests may be sent without a person, where an answer says so: an experiment that goes on could lock a
 * registration that others work with. Undefined for every other answer.
 */
export function asksForQuiet(status: number | undefined, body: string | undefined): string | undefined {
  if (status === TOO_MANY_REQUESTS) return 'The server answered 429, so experiments stop in this environment.'
  if (LOCKED.test(body ?? '')) return 'The answer speaks of a lock, so experiments stop in this environment.'
  return TOO_MANY.test(body ?? '')
    ? 'The answer speaks of too many requests, so experiments stop in this environment.'
    : undefined
}
