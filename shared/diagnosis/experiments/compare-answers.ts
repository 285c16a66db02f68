import type { ShownAttempt } from '../../contract/token-requests.ts'

/** Names of headers that come and go by themselves. */
const RESTLESS =
  /^(date|age|expires|set-cookie|connection|keep-alive|content-length|transfer-encoding|x?-?.*-id|x-ratelimit-.*|x-request.*|cf-ray|server-timing|traceparent)$/i

/** How an experiment's answer stands to the one before it: a token, the same refusal, or another one. */
export function compareAnswers(before: ShownAttempt, after: ShownAttempt): 'success' | 'same' | 'differs' {
  if (after.outcome.kind === 'token') return 'success'
  return signatureOf(before) === signatureOf(after) ? 'same' : 'differs'
}

/** The parts of an answer that tell faults apart, without what is new in each answer. */
function signatureOf({ outcome, response }: ShownAttempt): string {
  const names = response.headers.map(([name]) => name.toLowerCase()).filter((name) => !RESTLESS.test(name))
  const said =
    outcome.kind === 'oauth-error'
      ? [outcome.error, steady(outcome.description), steady(outcome.uri)]
      : [outcome.kind, steady(response.body), response.failure]
  return JSON.stringify([response.status, said, [...new Set(names)].sort()])
}

/** Instance ids and times stand still, so that two refusals of one kind are equal. */
const steady = (text: string | undefined): string | undefined =>
  text
    ?.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, 'ID')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?/g, 'TIME')
    .replace(/\b[0-9a-f]{16,}\b/gi, 'ID')
    .replace(/\d{6,}/g, 'N')
