import type { HistoryEntry } from '../../shared/attempt/attempt.ts'
import type { ShownAttempt } from '../../shared/contract/token-requests.ts'
import { WorkbenchError } from '../../shared/errors.ts'

/** More than anybody looks at in one run; the oldest go first. */
const MAX_ATTEMPTS = 500

export interface RecordedAttempt {
  readonly shown: ShownAttempt
  readonly history: HistoryEntry
  /** The raw secret members of the answer, for the one reveal operation. */
  readonly secrets: ReadonlyMap<string, string>
}

export interface AttemptStore {
  nextSequence(): number
  add(attempt: RecordedAttempt): void
  /** Newest first. */
  list(environmentId: string): RecordedAttempt[]
  /** @throws WorkbenchError attempt-not-found, nothing-to-reveal */
  reveal(attemptId: string, member: string): string
}

/** The attempts of this run, in memory only. */
export function makeAttemptStore(): AttemptStore {
  let sequence = 0
  const attempts: RecordedAttempt[] = []
  return {
    nextSequence: () => ++sequence,
    add(attempt) {
      attempts.unshift(attempt)
      attempts.length = Math.min(attempts.length, MAX_ATTEMPTS)
    },
    list: (environmentId) => attempts.filter(({ shown }) => shown.environmentId === environmentId),
    reveal(attemptId, member) {
      const attempt = attempts.find(({ shown }) => shown.id === attemptId)
      if (!attempt)
        throw new WorkbenchError('attempt-not-found', 'This attempt is not in the memory of this run.')
      const value = attempt.secrets.get(member)
      if (value === undefined)
        throw new WorkbenchError('nothing-to-reveal', `The answer has no text named ${member.slice(0, 64)}.`)
      return value
    },
  }
}
