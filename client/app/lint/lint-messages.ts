import type { Answers } from '../../../shared/evidence/evidence-of-paste.ts'
import type { PasteJudgement } from '../../../shared/evidence/judge-paste.ts'
import type { Evidence } from '../../../shared/facts/facts.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import type { PortableResult } from './portable-findings.ts'

/** Evidence as it travels to the worker: the profile goes by its id. */
export type PostedEvidence = Omit<Evidence, 'profile'>

export interface LintQuestion {
  readonly id: number
  /** A built-in one goes by its id; one of the user's own is known to the page only. */
  readonly profile: string | Profile
  readonly evidence: PostedEvidence
}

/** A pasted text to recognise and to judge. */
export interface PasteQuestion {
  readonly id: number
  readonly paste: string
  readonly answers: Answers
}

export type PasteReply =
  | { readonly id: number; readonly judgement: PasteJudgement }
  | { readonly id: number; readonly failed: string }

export type LintReply =
  { readonly id: number; readonly result: PortableResult } | { readonly id: number; readonly failed: string }
