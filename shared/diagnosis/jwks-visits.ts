import type { AccessLog } from '../evidence/read-access-log.ts'

/** Somebody fetched the client's JWK Set. */
export interface JwksVisit {
  /** NumericDate. */
  readonly at: number
  readonly method: string
  readonly status?: number
}

/** A token request that may have made the server fetch the set. NumericDates. */
export interface SendWindow {
  readonly sentAt: number
  readonly receivedAt?: number | undefined
  /** Its kid is one that the server cannot have cached, so that it has to fetch. */
  readonly isUnknownKid: boolean
}

/** A server fetches before it answers; one that queues the look does it within this. Seconds. */
const AFTER_S = 5
/** Another host's clock, and a log that writes whole seconds. */
const SLACK_S = 5

const isNear = ({ at }: JwksVisit, { sentAt, receivedAt }: SendWindow, slackS: number): boolean =>
  at >= sentAt - slackS && at <= (receivedAt ?? sentAt) + AFTER_S + slackS

/** A look that brought the set: by the clock of this machine, unless `slackS` says otherwise. */
export const visitNear = (
  visits: readonly JwksVisit[],
  send: SendWindow,
  slackS = 0.5,
): JwksVisit | undefined =>
  visits.find((visit) => visit.method === 'GET' && (visit.status ?? 200) < 400 && isNear(visit, send, slackS))

export interface LogReading {
  /** Of experiment X12; undefined where the lines do not tell. */
  readonly reading?: 'fetched' | 'not-fetched'
  /** What was seen, in one or two sentences. */
  readonly words: string
}

/**
 * What lines of the host's access log say about these sends. That nobody came is only said of a send that forces a
 * fetch, and where the lines reach over it: a server that holds the set in its cache does not come.
 * @param path of the JWK Set URL
 */
export function readVisits(log: AccessLog, path: string, sends: readonly SendWindow[]): LogReading {
  if (log.visits.length === 0) return { words: 'No line with a time and a request is in there.' }
  const own = log.visits.filter((visit) => visit.path === path)
  const read = `${log.visits.length} ${log.visits.length === 1 ? 'line' : 'lines'} read, ${own.length} for ${path}.`
  for (const send of sends) {
    const visit = visitNear(own, send, SLACK_S)
    if (visit === undefined) continue
    const after = Math.round(visit.at - send.sentAt)
    return {
      reading: 'fetched',
      words: `${read} One came ${Math.abs(after)} s ${after < 0 ? 'before' : 'after'} the send and got ${visit.status ?? 'an answer'}.`,
    }
  }
  const failed = own.find((visit) => sends.some((send) => isNear(visit, send, SLACK_S)))
  if (failed !== undefined)
    return {
      words: `${read} One came around the send and got ${failed.status ?? 'no set'}: the server knows the URL and was not served.`,
    }
  const forced = sends.filter(({ isUnknownKid }) => isUnknownKid)
  if (forced.length === 0)
    return {
      words: `${read} None around the send; a server that has the set in its cache does not come. Send a kid that nobody knows first.`,
    }
  const times = log.visits.map(({ at }) => at)
  const covered = forced.every(
    ({ sentAt }) => Math.min(...times) <= sentAt && Math.max(...times) >= sentAt + AFTER_S,
  )
  if (!covered)
    return { words: `${read} They do not reach over the time of the send; paste more of the log.` }
  return { reading: 'not-fetched', words: `${read} None around a send whose kid nobody knows.` }
}
