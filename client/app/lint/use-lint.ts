import { useEffect, useState } from 'react'
import type { LintResult } from '../../../shared/lint/run-lint.ts'
import type { PostedEvidence } from './lint-messages.ts'

export interface Judged extends LintResult {
  /** False until the rules have spoken once about this subject. */
  readonly judged: boolean
  /** Why the rules could not run. */
  readonly failed?: string
}

const NOTHING: Judged = { findings: [], unknowns: [], judged: false }
/** Typing settles for this long before the rules run, milliseconds. */
const SETTLE_MS = 50

/**
 * What the rules say of the evidence; the last answer stays until the next one is there, as long as the subject is the
 * same.
 * @param subject what the evidence is about: an environment, an attempt
 * @param evidence what is known at a moment (NumericDate); a stable function while nothing in it changes
 */
export function useLint(
  subject: string,
  profileId: string,
  evidence: ((now: number) => PostedEvidence) | undefined,
): Judged {
  const [known, setKnown] = useState<{ readonly subject: string; readonly result: Judged }>()
  useEffect(() => {
    if (!evidence) return
    let stale = false
    const show = (result: Judged) => {
      if (!stale) setKnown({ subject, result })
    }
    const run = async () => {
      const { askWorker } = await import('./ask-worker.ts')
      if (stale) return
      show({ ...(await askWorker(profileId, evidence(Date.now() / 1_000))), judged: true })
    }
    const handle = setTimeout(() => {
      run().catch((error: unknown) =>
        show({ ...NOTHING, failed: error instanceof Error ? error.message : 'no more is known' }),
      )
    }, SETTLE_MS)
    return () => {
      stale = true
      clearTimeout(handle)
    }
  }, [subject, profileId, evidence])
  return known?.subject === subject ? known.result : NOTHING
}
