import type { TextRange } from '../../../shared/json/locate-pointer.ts'

/** A fault on a range of the shown text; offsets count a line end as one character. */
export interface EditorMark extends TextRange {
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  /** Who says so; stands behind the message. */
  readonly source: string
  readonly fix?: { readonly label: string; readonly apply: (text: string) => string }
}

/** Words that are drawn behind an offset and are no part of the text. */
export interface EditorNote {
  readonly at: number
  readonly text: string
}

export interface MemberDoc {
  /** What it is, in one sentence. */
  readonly text: string
  /** Where that is written. */
  readonly source: string
  /** What is wanted of it in this place. */
  readonly here?: string
  /** Proposed as its value. */
  readonly values?: readonly string[]
}

/** By member name; shown while hovering and while completing. */
export type MemberDocs = Readonly<Record<string, MemberDoc>>

export interface EditorPaneProps {
  readonly label: string
  /** With line feeds only. */
  readonly text: string
  readonly onText: (next: string) => void
  readonly marks: readonly EditorMark[]
  readonly notes: readonly EditorNote[]
  readonly docs: MemberDocs
  readonly theme: 'light' | 'dark'
  /** Selects the range and takes the focus each time `nonce` changes. */
  readonly focus: (TextRange & { readonly nonce: number }) | undefined
  /** Where the plain text area stood when this editor took over from it. */
  readonly takeover: TextRange | undefined
}
