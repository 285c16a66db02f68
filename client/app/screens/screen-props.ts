import type { Answers, Diagnosis } from '../../../shared/contract/diagnoses.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import type { ApiProblem } from '../../api/call.ts'
import type { FrameProps } from '../frame.tsx'
import type { Screen } from '../place.ts'
import type { useWatches } from '../use-watches.ts'
import type { TextEdit, Workbench } from '../workbench.ts'

/** What every screen may take from the frame. */
export interface ScreenProps extends FrameProps {
  readonly workbench: Workbench
  readonly focusPointer: { readonly pointer: string; readonly nonce: number } | undefined
  /** The Assertion screen asks for a JWT to take in. */
  readonly isPastingJwt: boolean
  readonly onPastingJwt: (isPasting: boolean) => void
  readonly show: (screen: Screen) => void
  readonly showPointer: (pointer: string) => void
  readonly onShowFinding: (finding: Finding) => void
  readonly onSend: () => void
  readonly onFixAndSend: (edit: TextEdit) => void
  readonly watching: ReturnType<typeof useWatches>
  readonly diagnosis: { readonly data: Diagnosis | undefined; readonly error: ApiProblem | null }
  readonly answers: Answers
  readonly onAnswers: (answers: Answers) => void
  /** Opens the share dialog on an attempt of the history. */
  readonly onShare: (attemptId: string) => void
  /** The page is masked for a screenshot: nothing is revealed. */
  readonly isMasked: boolean
}
