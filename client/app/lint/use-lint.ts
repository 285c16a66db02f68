import { useEffect, useState } from 'react'
import type { Profile } from '../../../shared/profiles/profile.ts'
import type { LintResult } from '../../../shared/lint/run-lint.ts'
import type { PostedEvidence } from './lint-messages.ts'
import { newestOnly } from './newest-only.ts'

export interface Judged extends LintResult {
  /** False until the rules have spoken once about this subject. */
  readonly judged: boolean
  /** Why the rules could not run. */
  readonly failed?: string
}

const NOTHING: Judged = { findings: [], unknowns: [], left: {}, absent: [], judged: false }

interface Question {
  readonly subject: string
  readonly profile: Profile
  readonly evidence: (now: number) => PostedEvidence
}

interface Answer {
  readonly subject: string
  readonly result: Judged
}

async function judge({ profile, evidence }: Question): Promise<Judged> {
  try {
    const { askWorker } = await import('./ask-worker.ts')
    return { ...(await askWorker(profile, evidence(Date.now() / 1_000))), judged: true }
  } catch (error) {
    return { ...NOTHING, failed: error instanceof Error ? error.message : 'no more is known' }
  }
}

/**
 * What the rules say of the evidence; the last answer stays until the next one is there, as long as the subject is the
 * same. The rules run beside the page, so nothing waits for a pause in the typing.
 * @param subject what the evidence is about: an environment, an attempt
 * @param evidence what is known at a moment (NumericDate); a stable function while nothing in it changes
 */
export function useLint(
  subject: string,
  profile: Profile,
  evidence: ((now: number) => PostedEvidence) | undefined,
): Judged {
  const [known, setKnown] = useState<Answer>()
  const [ask] = useState(() =>
    newestOnly<Question>(async (question) =>
      setKnown({ subject: question.subject, result: await judge(question) }),
    ),
  )
  useEffect(() => {
    if (evidence) ask({ subject, profile, evidence })
  }, [ask, subject, profile, evidence])
  return known?.subject === subject ? known.result : NOTHING
}
