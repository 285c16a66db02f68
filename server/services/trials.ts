import type { Trial } from '../../shared/diagnosis/experiments/experiment.ts'
import type { Clock } from './ports.ts'

/** Experiments send no more than this within the window, for each environment. */
export const MOST_SENDS = 5
const WINDOW_MS = 600_000

export interface RecordedTrial extends Trial {
  /** The attempt that it made, where it made one. */
  readonly attemptId?: string | undefined
}

/** What was tried on each attempt of this run, and how much more may be. */
export interface TrialStore {
  list(attemptId: string): readonly RecordedTrial[]
  add(attemptId: string, trial: RecordedTrial): void
  sendsLeft(environmentId: string): number
  /** Counts a request before it is sent. */
  countSend(environmentId: string): void
  /** No more experiments in this environment during this run: the server asks for quiet. */
  halt(environmentId: string, why: string): void
  haltedBecause(environmentId: string): string | undefined
}

export function makeTrialStore(clock: Clock): TrialStore {
  const trials = new Map<string, RecordedTrial[]>()
  const sends = new Map<string, number[]>()
  const halted = new Map<string, string>()
  const recent = (environmentId: string): number[] =>
    (sends.get(environmentId) ?? []).filter((at) => clock.monotonicMs() - at < WINDOW_MS)
  return {
    list: (attemptId) => trials.get(attemptId) ?? [],
    add: (attemptId, trial) => void trials.set(attemptId, [...(trials.get(attemptId) ?? []), trial]),
    sendsLeft: (environmentId) => Math.max(0, MOST_SENDS - recent(environmentId).length),
    countSend: (environmentId) =>
      void sends.set(environmentId, [...recent(environmentId), clock.monotonicMs()]),
    halt: (environmentId, why) => void halted.set(environmentId, why),
    haltedBecause: (environmentId) => halted.get(environmentId),
  }
}
