import type { Evidence } from '../../../shared/facts/facts.ts'
import type { PortableResult } from './portable-findings.ts'

/** Evidence as it travels to the worker: the profile goes by its id. */
export type PostedEvidence = Omit<Evidence, 'profile'>

export interface LintQuestion {
  readonly id: number
  readonly profileId: string
  readonly evidence: PostedEvidence
}

export type LintReply =
  { readonly id: number; readonly result: PortableResult } | { readonly id: number; readonly failed: string }
