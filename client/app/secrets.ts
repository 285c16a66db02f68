import type { Draft } from '../../shared/contract/environments.ts'

/** Parameters that are typed, sent and forgotten. */
export interface Secrets {
  readonly code?: string
  readonly codeVerifier?: string
  readonly refreshToken?: string
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
