import type { Attempt } from '../../shared/attempt/attempt.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import type { sendTokenRequest } from '../../shared/contract/token-requests.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { AttemptStore } from './attempts.ts'
import type { Logins } from './logins.ts'

type Stored = NonNullable<RequestOf<typeof sendTokenRequest>['stored']>

/** The form parameters that the page names without having them, and the login that they belong to. */
export interface StoredParameters {
  readonly pairs: readonly (readonly [string, string])[]
  /** What was asked and what came back, where the code of a login is sent. */
  readonly login: Pick<Attempt, 'launch' | 'authorizationRequest' | 'callback'>
  /** Called once the request was sent. */
  readonly sent: () => void
}

/** Puts the real code, verifier and refresh token in place. @throws WorkbenchError login-not-found, nothing-to-reveal */
export const makeStoredParameters =
  ({ logins, attempts }: { logins: Logins; attempts: AttemptStore }) =>
  (stored: Stored): StoredParameters => {
    const pairs = stored.map(({ name, from }): [string, string] => {
      if (name === 'refresh_token') return [name, attempts.reveal(from, 'refresh_token')]
      const { code, verifier } = logins.secrets(from)
      const value = name === 'code' ? code : verifier
      if (value === undefined)
        throw new WorkbenchError('nothing-to-reveal', 'No code came back from this login.')
      return [name, value]
    })
    const codeOf = stored.find(({ name }) => name === 'code')?.from
    if (codeOf === undefined) return { pairs, login: {}, sent: () => undefined }
    const { launch, authorizationRequest, callback } = logins.secrets(codeOf)
    return {
      pairs,
      login: {
        authorizationRequest,
        ...(launch === undefined ? {} : { launch }),
        ...(callback === undefined ? {} : { callback }),
      },
      sent: () => logins.used(codeOf),
    }
  }
