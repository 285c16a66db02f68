import type { FailureClass } from '../attempt/attempt.ts'
import type { TokenOutcome } from '../contract/token-outcome.ts'
import { parseJson, toValue } from '../json/parse-json.ts'

export interface RawAnswer {
  readonly status?: number | undefined
  readonly headers: readonly (readonly [string, string])[]
  /** Undefined when it is not UTF-8 or nothing came. */
  readonly bodyText?: string | undefined
  readonly failure?: FailureClass | undefined
  readonly detail?: string | undefined
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/**
 * What a token endpoint's answer is, without any token in it. A redirect is never followed, so it is an answer.
 * @see RFC 6749 §5
 */
export function readOutcome(answer: RawAnswer): TokenOutcome {
  const { status } = answer
  if (status === undefined) {
    return {
      kind: 'no-response',
      failure: answer.failure ?? 'reset',
      detail: answer.detail ?? 'nothing came back',
    }
  }
  const odd = (why: string): TokenOutcome => ({ kind: 'not-conformant', status, why })
  if (status >= 300 && status < 400) {
    const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
    return odd(
      `it redirects${location === undefined ? '' : ` to ${location.replace(/[?#].*$/s, '').slice(0, 200)}`}; a token request follows no redirect`,
    )
  }
  const body = answer.bodyText
  if (body === undefined) return odd('the body is not UTF-8 text')
  if (body.trim() === '') return odd('the body is empty')
  if (body.trimStart().startsWith('<')) return odd('the body is a page, not JSON')
  const parsed = parseJson(body)
  if (!parsed.ok) return odd(`the body is not JSON: ${parsed.why} (index ${parsed.index})`)
  if (parsed.node.kind !== 'object') return odd(`the body is a JSON ${parsed.node.kind}`)
  const members = toValue(parsed.node) as Record<string, unknown>
  const error = text(members['error'])
  if (error !== undefined) {
    const description = text(members['error_description'])
    const uri = text(members['error_uri'])
    return {
      kind: 'oauth-error',
      status,
      error,
      ...(description === undefined ? {} : { description }),
      ...(uri === undefined ? {} : { uri }),
    }
  }
  if (status < 200 || status > 299) return odd('the body has no "error" member')
  if (text(members['access_token']) === undefined) return odd('the body has no access_token')
  const tokenType = text(members['token_type'])
  const scope = text(members['scope'])
  const expiresIn = members['expires_in']
  return {
    kind: 'token',
    status,
    ...(tokenType === undefined ? {} : { tokenType }),
    ...(scope === undefined ? {} : { scope }),
    ...(typeof expiresIn === 'number' && Number.isFinite(expiresIn) ? { expiresInS: expiresIn } : {}),
    members: Object.keys(members),
  }
}
