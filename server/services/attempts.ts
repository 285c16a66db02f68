import type { Attempt, HistoryEntry } from '../../shared/attempt/attempt.ts'
import type { ShownAttempt } from '../../shared/contract/token-requests.ts'
import { WorkbenchError } from '../../shared/errors.ts'

/** More than anybody looks at in one run; the oldest go first. */
const MAX_ATTEMPTS = 500
/** How many earlier ones an attempt carries along. */
const MAX_HISTORY = 100

export interface RecordedAttempt {
  /** Masked, for the page. */
  readonly shown: ShownAttempt
  /** The raw exchange with `facts`; never leaves the process as it is. */
  readonly attempt: Attempt
  /** The line that later attempts carry in their `history`. */
  readonly history: HistoryEntry
  /** The raw secret members of the answer, for the one reveal operation. */
  readonly secrets: ReadonlyMap<string, string>
}

export interface AttemptStore {
  nextSequence(): number
  add(attempt: RecordedAttempt): void
  /** Hears of every attempt from now on, in order. @returns stops it */
  onAdded(listener: (attempt: RecordedAttempt) => void): () => void
  /** Newest first. */
  list(environmentId: string): RecordedAttempt[]
  /** @throws WorkbenchError attempt-not-found */
  get(attemptId: string): RecordedAttempt
  /** Oldest first, as an attempt file has it. */
  history(environmentId: string): HistoryEntry[]
  /** @throws WorkbenchError attempt-not-found, nothing-to-reveal */
  reveal(attemptId: string, member: string): string
}

/** The attempts of this run, in memory only. */
export function makeAttemptStore(): AttemptStore {
  let sequence = 0
  const attempts: RecordedAttempt[] = []
  const listeners = new Set<(attempt: RecordedAttempt) => void>()
  const list = (environmentId: string) =>
    attempts.filter(({ shown }) => shown.environmentId === environmentId)
  const get = (attemptId: string): RecordedAttempt => {
    const attempt = attempts.find(({ shown }) => shown.id === attemptId)
    if (!attempt)
      throw new WorkbenchError('attempt-not-found', 'This attempt is not in the memory of this run.')
    return attempt
  }
  return {
    nextSequence: () => ++sequence,
    add(attempt) {
      attempts.unshift(attempt)
      attempts.length = Math.min(attempts.length, MAX_ATTEMPTS)
      for (const listener of listeners) listener(attempt)
    },
    onAdded(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    list,
    get,
    history: (environmentId) =>
      list(environmentId)
        .slice(0, MAX_HISTORY)
        .map(({ history }) => history)
        .reverse(),
    reveal(attemptId, member) {
      const value = get(attemptId).secrets.get(member)
      if (value === undefined)
        throw new WorkbenchError('nothing-to-reveal', `The answer has no text named ${member.slice(0, 64)}.`)
      return value
    },
  }
}
