import { member, parseJson, type JsonNode } from './parse-json.ts'

/** Offsets in UTF-16 code units; `end` is exclusive. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/**
 * Where the value that a JSON pointer (RFC 6901) names stands in the text; of duplicate members the last, as
 * `JSON.parse` would choose. Undefined when the text is not JSON or has no such value.
 */
export function locatePointer(text: string, pointer: string): TextRange | undefined {
  const parsed = parseJson(text)
  if (!parsed.ok) return undefined
  const node = pointerSegments(pointer)?.reduce<JsonNode | undefined>(step, parsed.node)
  return node && { start: node.start, end: node.end }
}

function step(node: JsonNode | undefined, segment: string): JsonNode | undefined {
  if (node?.kind !== 'array') return member(node, segment)?.value
  return /^(?:0|[1-9]\d*)$/.test(segment) ? node.items[Number(segment)] : undefined
}

/** Decoded reference tokens; undefined when the pointer does not start with a slash and is not empty. */
export function pointerSegments(pointer: string): readonly string[] | undefined {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) return undefined
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}
