import { decodeBase64url, decodeUtf8Strict, encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import { parseJson } from '../json/parse-json.ts'
import { ASSERTION_MEMBERS, kindOf } from './field-policies.ts'
import { DOTS } from './mask.ts'
import type { IsOn, ShowChoices } from './redaction-rules.ts'
import type { MemberPolicy, Redactor } from './redactor.ts'

/**
 * A client assertion whose header and claims can still be read: members by allow-list, the signature always gone. A
 * part that does not decode keeps its length and the characters that do not belong there, and nothing else.
 */
export function redactAssertion(
  assertion: string,
  at: string,
  { redactor, show, isOn }: { redactor: Redactor; show: ShowChoices; isOn: IsOn },
  onMasked: (pointer: string) => void,
): string {
  const parts = assertion.split('.')
  const members: MemberPolicy = (name, value) => {
    if (!isOn('assertion-members')) return 'keep'
    const how = Object.hasOwn(ASSERTION_MEMBERS, name) ? ASSERTION_MEMBERS[name] : undefined
    if (how === 'keep') return /^-?[\d.eE+:TZ -]*$/.test(literalOf(value)) ? 'keep' : { mask: 'value' }
    if (how === 'text' || how === 'url') return how
    if (how === 'client') return show.clientIds ? 'url' : { mask: 'client' }
    if (how === 'id') return show.ids ? 'text' : { mask: 'id' }
    if (how === 'kid') return show.kids ? 'text' : { mask: 'kid' }
    if (how === 'jwk') return 'drop'
    return value.kind === 'null' || value.kind === 'boolean' ? 'keep' : { mask: kindOf(name) }
  }
  const shape = (part: string): string => {
    const masked = isOn('unreadable-assertion') ? part.replace(/[A-Za-z0-9]/g, 'x') : part
    if (masked !== part) onMasked(at)
    return masked
  }
  const part = (text: string): string => {
    const decoded = decodeBase64url(text)
    const json = decoded.ok && text !== '' ? decodeUtf8Strict(decoded.bytes) : undefined
    if (json === undefined || !parseJson(json).ok) return shape(text)
    const masked = redactor.json(json, at, members)
    if (masked === undefined) return shape(text)
    return masked === json ? text : encodeBase64url(encodeUtf8(masked))
  }
  if (parts.length !== 3) return parts.map(part).join('.')
  const [header = '', payload = '', signature = ''] = parts
  const isGone = signature === '' || signature === DOTS
  if (!isGone && isOn('signature')) onMasked(at)
  return `${part(header)}.${part(payload)}.${isGone || !isOn('signature') ? signature : DOTS}`
}

const literalOf = (value: Parameters<MemberPolicy>[1]): string =>
  value.kind === 'number' ? value.literal : value.kind === 'string' ? value.value : ''
