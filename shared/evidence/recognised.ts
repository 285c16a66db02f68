import type { Attempt, AttemptDocument, AttemptEnvironment } from '../attempt/attempt.ts'
import type { VariablesRead } from '../environment/settings-of-variables.ts'
import type { RawRequest, RawResponse } from './raw-request.ts'

export type PasteKind =
  | 'curl'
  | 'http-request'
  | 'har'
  | 'form-body'
  | 'jwt'
  | 'decoded-jwt'
  | 'variables'
  | 'postman-environment'
  | 'http-answer'
  | 'error-answer'
  | 'token-answer'
  | 'attempt-file'
  | 'key-set'
  | 'metadata'
  | 'private-key'
  | 'authorize-url'
  | 'callback-url'
  | 'url'
  | 'text'

export interface RecognisedPart {
  readonly kind: PasteKind
  /** What it is, in a few words: "a curl command to https://…/token". */
  readonly words: string
}

/** What a pasted text holds, merged from its parts; the first of each kind counts unless said otherwise. */
export interface Recognised {
  readonly parts: readonly RecognisedPart[]
  readonly request?: RawRequest
  readonly response?: RawResponse
  /** NumericDate, where a record has one. */
  readonly sentAt?: number
  readonly assertion?: string
  /** Header and claims that came decoded. */
  readonly texts?: { readonly headerText?: string; readonly payloadText?: string }
  readonly attempt?: Attempt
  readonly documents: readonly AttemptDocument[]
  readonly authorizationUrl?: string
  /** The address that the browser came back to, with `error` or `code`. */
  readonly callbackUrl?: string
  readonly variables?: VariablesRead
  /** Addresses and ids that the parts name. */
  readonly settings: AttemptEnvironment
  /** Secrets by name; their values go no further than the box. */
  readonly keptOut: readonly string[]
  /** What was not read, or was filled in, and why. */
  readonly notes: readonly string[]
  /** Parameters whose value somebody left to be filled in: `client_assertion` is `$ASSERTION`. */
  readonly placeholders: readonly string[]
}

/** The same while it is put together. */
export type Gathered = {
  -readonly [Name in keyof Recognised]: Recognised[Name] extends readonly (infer Item)[]
    ? Item[]
    : Recognised[Name]
}
