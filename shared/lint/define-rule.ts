import type { Facts } from '../facts/facts.ts'
import type { ProfileFamily, ProfileId } from '../profiles/profile.ts'

export type Severity = 'error' | 'warning' | 'info' | 'off'

/**
 * P: certain from the supplied material and a published rule; S: a strong pointer; H: hygiene, cannot explain a
 * failure by itself.
 */
export type ProofClass = 'P' | 'S' | 'H'

export type RuleObject =
  | 'header'
  | 'payload'
  | 'key'
  | 'jwks'
  | 'token-request'
  | 'authorize-url'
  | 'discovery'
  | 'environment'
  | 'response'

/** Severity of each family, every family named because they disagree; a profile id overrides its family. */
export type SeverityTable = Readonly<Record<ProfileFamily, Severity>> &
  Readonly<Partial<Record<ProfileId, Severity>>>

export interface Source {
  /** The document: "RFC 7523", "Epic OAuth 2.0 documentation", or "own" for our own threshold. */
  readonly document: string
  /** Only where the number was checked. */
  readonly section?: string
  /** Absent only when `document` is "own". */
  readonly url?: string
  /** Why a threshold is ours; demanded when `document` is "own". */
  readonly reason?: string
}

/** The text an edit works on. */
export type EditTarget = 'headerText' | 'payloadText'

/** A repair: text to text, changing nothing but the fault. */
export interface Edit {
  readonly label: string
  readonly target: EditTarget
  readonly apply: (text: string) => string
}

export interface Failure {
  readonly kind: 'fail'
  /** JSON pointer into the attempt; `/assertion/header/...` and `/assertion/payload/...` are the decoded texts. */
  readonly pointer: string
  /** One sentence in plain words, present tense, with both values. */
  readonly message: string
  readonly actual?: string
  readonly expected?: string
  /** First differing index of actual against expected, counted from 0 in UTF-16 code units. */
  readonly index?: number
  /** Where this case weighs differently from the rule's table. */
  readonly severity?: Severity
  readonly proof?: ProofClass
  readonly edit?: Edit
}

export type RuleResult =
  | { readonly kind: 'pass' }
  | Failure
  /** Cannot be told yet; `needs` names what would tell, in words for a person. */
  | { readonly kind: 'unknown'; readonly needs: string }

export interface Rule {
  /** The file's name, for ever: people mute rules by it. */
  readonly id: string
  readonly title: string
  readonly object: RuleObject
  readonly source: Source
  readonly severity: SeverityTable
  readonly proof: ProofClass
  /** What to do about it, one sentence. */
  readonly fix: string
  /** More general rules that keep silent where this one fails: one fault, one owner. */
  readonly owns?: readonly string[]
  /** Pure and synchronous; never throws. Several faults of one kind may come back as an array. */
  readonly check: (facts: Facts) => RuleResult | readonly Failure[]
}

export const pass: RuleResult = { kind: 'pass' }

export const fail = (
  pointer: string,
  message: string,
  more: Omit<Failure, 'kind' | 'pointer' | 'message'> = {},
): Failure => ({ kind: 'fail', pointer, message, ...more })

export const unknown = (needs: string): RuleResult => ({ kind: 'unknown', needs })

/** The same severity in every family, with the exceptions named. */
export const everywhere = (
  severity: Severity,
  exceptions: Partial<Record<ProfileFamily | ProfileId, Severity>> = {},
): SeverityTable => ({
  epic: severity,
  smart: severity,
  rfc7523: severity,
  fapi2: severity,
  ...exceptions,
})

/** Names the shape once, so that every rule file reads the same. */
export const defineRule = (rule: Rule): Rule => rule
