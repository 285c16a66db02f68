import type { Draft } from '../../../shared/contract/environments.ts'
import { respaceJson } from '../../../shared/json/respace-json.ts'
import { parseJson, type JsonNode } from '../../../shared/json/parse-json.ts'

/** One of the two texts as the form reads it. */
export type ReadText =
  | { readonly ok: true; readonly members: ReadonlyMap<string, ReadMember> }
  | { readonly ok: false; readonly why: string; readonly index: number }

export interface ReadMember {
  readonly node: JsonNode
  /** As written. */
  readonly literal: string
}

/** Top-level members by name, the last of duplicates as `JSON.parse` would choose. */
export function readText(text: string): ReadText {
  const parsed = parseJson(text)
  if (!parsed.ok) return parsed
  const { node } = parsed
  if (node.kind !== 'object')
    return { ok: false, why: `it is ${article(node.kind)}, not an object`, index: 0 }
  return {
    ok: true,
    members: new Map(
      node.members.map(({ name, value }) => [
        name,
        { node: value, literal: text.slice(value.start, value.end) },
      ]),
    ),
  }
}

const article = (kind: string): string => (kind === 'array' ? 'an array' : `a ${kind}`)

/** What a text input can show of a member. */
export interface FieldValue {
  /** `other`: there, but no string; the form shows its literal and leaves it to the editor. */
  readonly state: 'absent' | 'string' | 'other' | 'unreadable'
  readonly text: string
}

export function fieldValue(read: ReadText, name: string): FieldValue {
  if (!read.ok) return { state: 'unreadable', text: '' }
  const found = read.members.get(name)
  if (!found) return { state: 'absent', text: '' }
  return found.node.kind === 'string'
    ? { state: 'string', text: found.node.value }
    : { state: 'other', text: found.literal }
}

export function numberValue(read: ReadText, name: string): number | undefined {
  const node = read.ok ? read.members.get(name)?.node : undefined
  return node?.kind === 'number' ? node.value : undefined
}

/** Distance of exp from iat in whole seconds; undefined when one is missing or is no number. */
export function lifetimeOf(payload: ReadText): number | undefined {
  const [iat, exp] = [numberValue(payload, 'iat'), numberValue(payload, 'exp')]
  return iat === undefined || exp === undefined ? undefined : Math.round(exp - iat)
}

/** JSON as typed stays as typed; anything else becomes a JSON string. */
export function toLiteral(typed: string): string {
  return parseJson(typed).ok ? respaceJson(typed, 0) : JSON.stringify(typed)
}

const UTF8 = new TextEncoder()

/** UTF-8 length: what is base64url-encoded and signed. */
export const byteLength = (text: string): number => UTF8.encode(text).byteLength

/** A lifetime that stands in the JSON is the one to renew with. */
export function withPayload(draft: Draft, payloadText: string): Draft {
  const lifetimeS = lifetimeOf(readText(payloadText))
  const usable = lifetimeS !== undefined && lifetimeS > 0 && lifetimeS <= 31_536_000
  return { ...draft, payloadText, ...(usable && { lifetimeS }) }
}
