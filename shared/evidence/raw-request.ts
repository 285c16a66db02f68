import type { Attempt } from '../attempt/attempt.ts'

/** A token request as somebody else recorded it; what the record does not say stays out. */
export type RawRequest = NonNullable<Attempt['tokenRequest']>
export type RawResponse = NonNullable<Attempt['tokenResponse']>

export type RawRequestResult =
  | {
      readonly ok: true
      readonly request: RawRequest
      /** A HAR entry holds the answer too. */
      readonly response?: RawResponse
      /** NumericDate, where the record has one. */
      readonly sentAt?: number
      /** What the text says that was not read. */
      readonly notes: readonly string[]
    }
  | { readonly ok: false; readonly code: 'request-unreadable'; readonly message: string }
