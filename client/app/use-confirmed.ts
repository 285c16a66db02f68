import { useState } from 'react'
import type { Confirmation } from '../../shared/errors.ts'
import { ApiProblem } from '../api/call.ts'

/** What waits for a yes or a no. */
export interface Asked {
  readonly confirmations: readonly Confirmation[]
  readonly onAnswer: (yes: boolean) => void
}

export type Confirmed = <T>(run: (confirm: string[]) => Promise<T>) => Promise<T | undefined>

/**
 * Runs a call and, where the server wants an explicit yes, asks and repeats it with the confirmed ids.
 * The call's result is undefined when the answer was no.
 */
export function useConfirmed(): readonly [Asked | undefined, Confirmed] {
  const [asked, setAsked] = useState<Asked>()
  const ask = (confirmations: readonly Confirmation[]) =>
    new Promise<boolean>((resolve) =>
      setAsked({
        confirmations,
        onAnswer: (yes) => {
          setAsked(undefined)
          resolve(yes)
        },
      }),
    )
  const confirmed: Confirmed = async (run) => {
    const confirm: string[] = []
    for (;;) {
      try {
        return await run(confirm)
      } catch (error) {
        const open = confirmationsOf(error).filter(({ id }) => !confirm.includes(id))
        if (open.length === 0) throw error
        if (!(await ask(open))) return undefined
        confirm.push(...open.map(({ id }) => id))
      }
    }
  }
  return [asked, confirmed]
}

const confirmationsOf = (error: unknown): readonly Confirmation[] =>
  error instanceof ApiProblem && error.problem.code === 'confirmation-required'
    ? (error.problem.confirmations ?? [])
    : []
