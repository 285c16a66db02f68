import type { Draft } from '../../shared/contract/environments.ts'
import type { Login } from '../../shared/contract/logins.ts'
import type { ShownAttempt } from '../../shared/contract/token-requests.ts'

/** Parameters that are typed, sent and forgotten, and which of the server's own are taken where none is typed. */
export interface Secrets {
  readonly code?: string
  readonly codeVerifier?: string
  readonly refreshToken?: string
  /** Id of the login whose code is sent; the newest one when nothing was chosen. */
  readonly codeFrom?: string
  /** Id of the login whose verifier is sent; the code's own when nothing was chosen. */
  readonly verifierFrom?: string
}

/** Chosen in place of a login: no verifier is sent. */
export const NO_VERIFIER = 'none'

/** One secret that the server has and the page has not. */
export interface StoredValue {
  readonly name: 'code' | 'code_verifier' | 'refresh_token'
  /** Id of the login or attempt. */
  readonly from: string
  /** Stands for it in what is shown and judged, of the same length where that is known. */
  readonly mark: string
  /** In words: "login 3". */
  readonly words: string
}

const LENGTH = { verifier: 43 }

const wordsOf = ({ number }: Login): string => `login ${number}`

/** The secrets of the server that this request takes, in the order in which they are sent. */
export function storedValues(
  draft: Draft,
  secrets: Secrets,
  logins: readonly Login[],
  attempts: readonly ShownAttempt[],
): StoredValue[] {
  if (draft.flow === 'refresh_token') {
    const last = attempts.find(({ revealable }) => revealable.includes('refresh_token'))
    if (secrets.refreshToken || !last) return []
    const mark = `refresh-token-of-attempt-${last.sequence}`
    return [{ name: 'refresh_token', from: last.id, mark, words: `attempt ${last.sequence}` }]
  }
  if (draft.flow !== 'authorization_code') return []
  const codeLogin = secrets.code ? undefined : loginOfCode(secrets, logins)
  const verifierLogin =
    secrets.codeVerifier || secrets.verifierFrom === NO_VERIFIER
      ? undefined
      : (logins.find(({ id }) => id === secrets.verifierFrom) ??
        (codeLogin?.challengeMethod === 'none' ? undefined : codeLogin))
  return [
    ...(codeLogin?.callback?.code
      ? [
          {
            name: 'code' as const,
            from: codeLogin.id,
            mark: codeLogin.callback.code.mark,
            words: wordsOf(codeLogin),
          },
        ]
      : []),
    ...(verifierLogin
      ? [
          {
            name: 'code_verifier' as const,
            from: verifierLogin.id,
            mark: `verifier-of-login-${verifierLogin.number}`.padEnd(LENGTH.verifier, '~'),
            words: wordsOf(verifierLogin),
          },
        ]
      : []),
  ]
}

/** What the Request step offers: every kept code and verifier, and which of them are taken as things stand. */
export function storedSecrets(stored: readonly StoredValue[], logins: readonly Login[]) {
  const taken = (name: StoredValue['name']) => stored.find((each) => each.name === name)
  const refresh = taken('refresh_token')
  return {
    codes: logins.flatMap((login) =>
      login.callback?.code
        ? [
            {
              id: login.id,
              words: `${wordsOf(login)}${login.callback.code.uses > 0 ? ', sent already' : ''}`,
            },
          ]
        : [],
    ),
    verifiers: logins
      .filter(({ challengeMethod }) => challengeMethod !== 'none')
      .map((login) => ({ id: login.id, words: wordsOf(login) })),
    code: taken('code')?.from,
    verifier: taken('code_verifier')?.from,
    refreshToken: refresh && { id: refresh.from, words: refresh.words },
  }
}

/** The login whose code is sent: the chosen one, else the newest that came back with a code. */
export const loginOfCode = (secrets: Secrets, logins: readonly Login[]): Login | undefined => {
  const withCode = logins.filter(({ callback }) => callback?.code !== undefined)
  return withCode.find(({ id }) => id === secrets.codeFrom) ?? withCode[0]
}

/** The further form parameters of the request, in order: the grant's own first. */
export function parametersToSend(draft: Draft, secrets: Secrets): [string, string][] {
  const { code, codeVerifier, refreshToken } = secrets
  const grant: [string, string | undefined][] =
    draft.flow === 'authorization_code'
      ? [
          ['code', code],
          ['code_verifier', codeVerifier],
        ]
      : draft.flow === 'refresh_token'
        ? [['refresh_token', refreshToken]]
        : []
  const given = grant.filter((pair): pair is [string, string] => Boolean(pair[1]))
  return [...given, ...draft.parameters]
}
