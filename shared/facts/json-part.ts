import { decodeBase64url, decodeUtf8Strict } from '../assertion/base64url.ts'
import { parseJson, toValue, type JsonNode } from '../json/parse-json.ts'
import type { JsonPart } from './facts.ts'

const NONE: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null) as Record<string, unknown>)

/** One part of a compact JWS, from its base64url. */
export function decodePart(base64url: string): JsonPart {
  const decoded = decodeBase64url(base64url)
  if (!decoded.ok) {
    return { ...empty, problem: { why: `it is not base64url: ${decoded.why}`, index: decoded.index } }
  }
  const text = decodeUtf8Strict(decoded.bytes)
  return text === undefined ? { ...empty, problem: { why: 'its bytes are not UTF-8' } } : readPart(text)
}

const empty: JsonPart = {
  text: undefined,
  problem: undefined,
  node: undefined,
  members: NONE,
  duplicates: [],
}

/** One part as text: members, duplicates, and why it is no JSON object. */
export function readPart(text: string): JsonPart {
  const parsed = parseJson(text)
  if (!parsed.ok) return { ...empty, text, problem: { why: parsed.why, index: parsed.index } }
  const { node } = parsed
  if (node.kind !== 'object') {
    return {
      ...empty,
      text,
      node,
      problem: { why: `it is a JSON ${node.kind}, not an object`, index: node.start },
    }
  }
  return { text, node, problem: undefined, members: membersOf(node), duplicates: duplicatesOf(node) }
}

/** Members of an object node as plain values; an empty object for anything else. */
export const membersOf = (node: JsonNode | undefined): Readonly<Record<string, unknown>> =>
  node?.kind === 'object' ? (toValue(node) as Record<string, unknown>) : NONE

function duplicatesOf(node: Extract<JsonNode, { kind: 'object' }>): JsonPart['duplicates'] {
  const offsets = new Map<string, number[]>()
  for (const { name, start } of node.members) {
    const known = offsets.get(name)
    if (known === undefined) offsets.set(name, [start])
    else known.push(start)
  }
  return [...offsets].filter(([, each]) => each.length > 1).map(([name, each]) => ({ name, offsets: each }))
}
