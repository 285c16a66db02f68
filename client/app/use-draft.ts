import { useEffect, useRef, useState } from 'react'
import { saveDraft, type Draft } from '../../shared/contract/environments.ts'
import type { Problem } from '../../shared/contract/problem.ts'
import { call } from '../api/api.ts'
import { problemOf, type CallOptions } from '../api/call.ts'

const SAVE_AFTER_MS = 600

export interface Drafts {
  /** What has been typed in this tab, by environment id. */
  readonly typed: Readonly<Record<string, Draft>>
  readonly put: (environmentId: string, next: Draft) => void
  /** Why the last one could not be kept. */
  readonly problem: Problem | undefined
}

/** The texts of this tab, each kept by the server a moment after the last keystroke. */
export function useDrafts(): Drafts {
  const [typed, setTyped] = useState<Readonly<Record<string, Draft>>>({})
  const [problem, setProblem] = useState<Problem>()
  const waiting = useRef(new Map<string, Draft>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [save] = useState(() => (options: CallOptions = {}) => {
    clearTimeout(timer.current)
    const due = [...waiting.current]
    waiting.current.clear()
    for (const [environmentId, draft] of due)
      call(saveDraft, { environmentId, draft }, options).then(
        () => setProblem(undefined),
        (error: unknown) => setProblem(problemOf(error)),
      )
  })
  useEffect(() => {
    // A reload or a closed tab a moment after the last keystroke loses nothing.
    const leave = () => save({ outlivesPage: true })
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [save])
  return {
    typed,
    put: (environmentId, draft) => {
      setTyped((before) => ({ ...before, [environmentId]: draft }))
      waiting.current.set(environmentId, draft)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => save(), SAVE_AFTER_MS)
    },
    problem,
  }
}
