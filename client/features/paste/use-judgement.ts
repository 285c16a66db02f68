import { useEffect, useState } from 'react'
import type { Answers } from '../../../shared/evidence/evidence-of-paste.ts'
import type { PasteJudgement } from '../../../shared/evidence/judge-paste.ts'

export type Judge = (text: string, answers: Answers) => Promise<PasteJudgement>

/** Typing settles for this long before the text is judged, milliseconds. */
const SETTLE_MS = 120

export interface Judged {
  readonly judgement?: PasteJudgement
  readonly failed?: string
}

/** What is said of the text; the last answer stays until the next one is there. */
export function useJudgement(judge: Judge, text: string, answers: Answers): Judged {
  const [known, setKnown] = useState<Judged>({})
  const isEmpty = text.trim() === ''
  useEffect(() => {
    if (isEmpty) return
    let stale = false
    const handle = setTimeout(() => {
      judge(text, answers).then(
        (judgement) => !stale && setKnown({ judgement }),
        (error: unknown) =>
          !stale && setKnown({ failed: error instanceof Error ? error.message : 'no more is known' }),
      )
    }, SETTLE_MS)
    return () => {
      stale = true
      clearTimeout(handle)
    }
  }, [judge, text, answers, isEmpty])
  return isEmpty ? {} : known
}
