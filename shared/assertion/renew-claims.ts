import { setMember } from '../json/edit-json.ts'
import { member, parseJson } from '../json/parse-json.ts'

export interface Renewal {
  readonly jti: string
  /** NumericDate; the fraction is dropped. */
  readonly now: number
  readonly lifetimeS: number
}

/**
 * Gives the claims set a new jti, iat and exp and leaves every other byte as it was. A claim that is missing or that
 * holds another type is left alone: it may be the experiment.
 * @returns the text itself when it is not a JSON object
 */
export function renewClaims(payloadText: string, { jti, now, lifetimeS }: Renewal): string {
  const issued = Math.floor(now)
  const next = [
    { name: 'jti', kind: 'string', literal: JSON.stringify(jti) },
    { name: 'iat', kind: 'number', literal: String(issued) },
    { name: 'exp', kind: 'number', literal: String(issued + lifetimeS) },
  ] as const
  const parsed = parseJson(payloadText)
  if (!parsed.ok) return payloadText
  return next
    .filter(({ name, kind }) => member(parsed.node, name)?.value.kind === kind)
    .reduce((text, { name, literal }) => setMember(text, name, literal), payloadText)
}
