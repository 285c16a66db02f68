import { useEffect, useState } from 'react'
import { saveDraft, type Draft } from '../../shared/contract/environments.ts'
import type { Problem } from '../../shared/contract/problem.ts'
import { call } from '../api/api.ts'
import { problemOf } from '../api/call.ts'

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
  const [last, setLast] = useState<{ readonly environmentId: string; readonly draft: Draft }>()
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => {
    if (!last) return
    const handle = setTimeout(() => {
      call(saveDraft, last).then(
        () => setProblem(undefined),
        (error: unknown) => setProblem(problemOf(error)),
      )
    }, SAVE_AFTER_MS)
    return () => clearTimeout(handle)
  }, [last])
  return {
    typed,
    put: (environmentId, draft) => {
      setTyped((before) => ({ ...before, [environmentId]: draft }))
      setLast({ environmentId, draft })
    },
    problem,
  }
}
