import { parseJson, type JsonMember, type JsonNode } from './parse-json.ts'

type ObjectNode = Extract<JsonNode, { kind: 'object' }>

/**
 * Gives a top-level member a value and leaves every other byte as it was. A new member comes last and is spaced like
 * the one before it; of duplicates the last is changed, the one that `JSON.parse` chooses.
 * @param literal JSON text of the value
 * @returns the text itself when it is not a JSON object
 */
export function setMember(text: string, name: string, literal: string): string {
  const object = objectOf(text)
  if (!object) return text
  const present = object.members.findLast((candidate) => candidate.name === name)
  if (present) return splice(text, present.value.start, present.value.end, literal)
  const last = object.members.at(-1)
  if (!last) return intoEmpty(text, object, name, literal)
  const colon = text.slice(nameEnd(text, last), last.value.start)
  const added = `,${spaceBefore(text, object)}${JSON.stringify(name)}${colon}${literal}`
  return splice(text, last.value.end, last.value.end, added)
}

/**
 * Removes every top-level member of that name, with one comma each, and leaves all others byte for byte.
 * @returns the text itself when it is not a JSON object or has no such member
 */
export function removeMember(text: string, name: string): string {
  const object = objectOf(text)
  const at = object?.members.findLastIndex((candidate) => candidate.name === name) ?? -1
  const found = object?.members[at]
  if (!object || !found) return text
  const before = object.members[at - 1]
  const after = object.members[at + 1]
  if (before) return removeMember(splice(text, before.value.end, found.value.end, ''), name)
  if (after) return removeMember(splice(text, found.start, after.start, ''), name)
  return splice(text, object.start + 1, object.end - 1, '')
}

/** The JSON text of a top-level member's value, as written; undefined when there is none. */
export function memberLiteral(text: string, name: string): string | undefined {
  const value = objectOf(text)?.members.findLast((candidate) => candidate.name === name)?.value
  return value && text.slice(value.start, value.end)
}

function objectOf(text: string): ObjectNode | undefined {
  const parsed = parseJson(text)
  return parsed.ok && parsed.node.kind === 'object' ? parsed.node : undefined
}

const splice = (text: string, start: number, end: number, replacement: string): string =>
  text.slice(0, start) + replacement + text.slice(end)

function intoEmpty(text: string, object: ObjectNode, name: string, literal: string): string {
  const inner = text.slice(object.start + 1, object.end - 1)
  const member = inner.includes('\n')
    ? `${inner.includes('\r\n') ? '\r\n' : '\n'}  ${JSON.stringify(name)}: ${literal}`
    : `${JSON.stringify(name)}:${literal}`
  return splice(text, object.start + 1, object.start + 1, member)
}

/** The space in front of the last member's name, that of the first where there is only one. */
function spaceBefore(text: string, object: ObjectNode): string {
  const [before, last] = [object.members.at(-2), object.members.at(-1)]
  const from = before ? text.indexOf(',', before.value.end) + 1 : object.start + 1
  return text.slice(from, last?.start)
}

/** Offset after the closing quote of a member's name. */
function nameEnd(text: string, member: JsonMember): number {
  const name = /"(?:[^"\\]|\\.)*"/y
  name.lastIndex = member.start
  return member.start + (name.exec(text)?.[0].length ?? 0)
}

/** Removes every duplicate but the last of its name, the one that `JSON.parse` chooses; the rest stays byte for byte. */
export function removeEarlierDuplicates(text: string): string {
  const object = objectOf(text)
  const members = object?.members ?? []
  const at = members.findIndex((each, index) =>
    members.slice(index + 1).some(({ name }) => name === each.name),
  )
  const [found, after] = [members[at], members[at + 1]]
  return found && after ? removeEarlierDuplicates(splice(text, found.start, after.start, '')) : text
}
