import { parseJson, type JsonNode } from './parse-json.ts'

/**
 * Lays JSON text out anew and changes nothing but the space between its tokens: number literals, escapes, order and
 * duplicate members stay as written.
 * @param indent spaces a level; 0 gives one line without space
 * @returns the text itself when it is not JSON
 */
export function respaceJson(text: string, indent: 0 | 2): string {
  const parsed = parseJson(text)
  if (!parsed.ok) return text
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const breakAt = (level: number) => (indent === 0 ? '' : lineEnd + ' '.repeat(indent * level))
  const list = (parts: readonly string[], open: string, close: string, level: number) =>
    parts.length === 0
      ? open + close
      : open + breakAt(level + 1) + parts.join(`,${breakAt(level + 1)}`) + breakAt(level) + close
  const print = (node: JsonNode, level: number): string => {
    switch (node.kind) {
      case 'object':
        return list(
          node.members.map(
            (member) =>
              text.slice(member.start, member.value.start).replace(/\s*:\s*$/, indent === 0 ? ':' : ': ') +
              print(member.value, level + 1),
          ),
          '{',
          '}',
          level,
        )
      case 'array':
        return list(
          node.items.map((item) => print(item, level + 1)),
          '[',
          ']',
          level,
        )
      default:
        return text.slice(node.start, node.end)
    }
  }
  return print(parsed.node, 0)
}
