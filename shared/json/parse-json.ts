/**
 * A JSON document with what `JSON.parse` throws away: offsets, duplicate members, number literals.
 * Offsets count UTF-16 code units from 0 and `end` is exclusive.
 */
export type JsonNode =
  | {
      readonly kind: 'object'
      readonly start: number
      readonly end: number
      readonly members: readonly JsonMember[]
    }
  | {
      readonly kind: 'array'
      readonly start: number
      readonly end: number
      readonly items: readonly JsonNode[]
    }
  | { readonly kind: 'string'; readonly start: number; readonly end: number; readonly value: string }
  | {
      readonly kind: 'number'
      readonly start: number
      readonly end: number
      readonly value: number
      /** As written: `1e3` stays `1e3`. */
      readonly literal: string
    }
  | { readonly kind: 'boolean'; readonly start: number; readonly end: number; readonly value: boolean }
  | { readonly kind: 'null'; readonly start: number; readonly end: number }

export interface JsonMember {
  readonly name: string
  /** Offset of the name's opening quote. */
  readonly start: number
  readonly value: JsonNode
}

export type JsonResult =
  | { readonly ok: true; readonly node: JsonNode }
  | { readonly ok: false; readonly why: string; readonly index: number }

const MAX_DEPTH = 64
/** Far above any document of a server; what an export of a browser holds is said by its reader. */
const MAX_MEMBERS = 20_000
const WHITESPACE = /[\t\n\r ]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// RFC 8259 section 7: everything but the quote, the backslash and controls stands unescaped.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y

class Refusal extends Error {
  readonly index: number
  constructor(why: string, index: number) {
    super(why)
    this.index = index
  }
}

/**
 * Parses strict JSON (RFC 8259) in linear time; refuses a byte order mark, comments, trailing commas, more than
 * 64 levels and more members than `maxMembers`. Never throws.
 */
export function parseJson(text: string, maxMembers = MAX_MEMBERS): JsonResult {
  try {
    const reader = new Reader(text, maxMembers)
    return { ok: true, node: reader.document() }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, why: error.message, index: error.index }
    throw error
  }
}

class Reader {
  private at = 0
  private left: number
  private readonly text: string
  private readonly maxMembers: number
  constructor(text: string, maxMembers: number) {
    this.text = text
    this.maxMembers = maxMembers
    this.left = maxMembers
  }

  document(): JsonNode {
    if (this.text.startsWith('\uFEFF')) throw new Refusal('it starts with a byte order mark', 0)
    const node = this.value(0)
    this.space()
    if (this.at < this.text.length) throw new Refusal('something follows the JSON value', this.at)
    return node
  }

  private space(): void {
    WHITESPACE.lastIndex = this.at
    WHITESPACE.exec(this.text)
    this.at = WHITESPACE.lastIndex
  }

  private value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw new Refusal(`it is nested more than ${MAX_DEPTH} levels deep`, this.at)
    this.space()
    const start = this.at
    const char = this.text[start]
    if (char === undefined) throw new Refusal('the text ends where a value should be', start)
    if (char === '{') return this.object(start, depth)
    if (char === '[') return this.array(start, depth)
    if (char === '"') return { kind: 'string', start, value: this.string(), end: this.at }
    for (const [word, node] of WORDS) {
      if (this.text.startsWith(word, start)) {
        this.at = start + word.length
        return { ...node, start, end: this.at }
      }
    }
    NUMBER.lastIndex = start
    const number = NUMBER.exec(this.text)
    if (!number) throw new Refusal(`no JSON value starts with ${JSON.stringify(char)}`, start)
    this.at = NUMBER.lastIndex
    return { kind: 'number', start, end: this.at, literal: number[0], value: Number(number[0]) }
  }

  private object(start: number, depth: number): JsonNode {
    const members: JsonMember[] = []
    this.at++
    this.space()
    if (this.text[this.at] === '}') return { kind: 'object', start, end: ++this.at, members }
    for (;;) {
      this.space()
      const nameStart = this.at
      if (this.text[nameStart] !== '"')
        throw new Refusal('a member name in double quotes is missing', nameStart)
      const name = this.string()
      this.space()
      if (this.text[this.at] !== ':') throw new Refusal('a colon is missing after the member name', this.at)
      this.at++
      if (--this.left < 0) throw new Refusal(`it has more than ${this.maxMembers} members`, nameStart)
      members.push({ name, start: nameStart, value: this.value(depth + 1) })
      this.space()
      const next = this.text[this.at]
      if (next === '}') return { kind: 'object', start, end: ++this.at, members }
      if (next !== ',') throw new Refusal('a comma or a closing brace is missing', this.at)
      this.at++
    }
  }

  private array(start: number, depth: number): JsonNode {
    const items: JsonNode[] = []
    this.at++
    this.space()
    if (this.text[this.at] === ']') return { kind: 'array', start, end: ++this.at, items }
    for (;;) {
      items.push(this.value(depth + 1))
      this.space()
      const next = this.text[this.at]
      if (next === ']') return { kind: 'array', start, end: ++this.at, items }
      if (next !== ',') throw new Refusal('a comma or a closing bracket is missing', this.at)
      this.at++
    }
  }

  private string(): string {
    STRING.lastIndex = this.at
    const match = STRING.exec(this.text)
    if (!match) throw new Refusal('a string is not closed or holds a character that must be escaped', this.at)
    this.at = STRING.lastIndex
    return JSON.parse(match[0]) as string
  }
}

const WORDS = [
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
  ['null', { kind: 'null' }],
] as const

/** A node as a plain value; objects have no prototype, so `__proto__` is a member like any other. */
export function toValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object': {
      const value = Object.create(null) as Record<string, unknown>
      for (const member of node.members) value[member.name] = toValue(member.value)
      return value
    }
    case 'array':
      return node.items.map(toValue)
    case 'null':
      return null
    default:
      return node.value
  }
}

/** The last member of that name, as `JSON.parse` would choose; undefined when there is none or no object. */
export function member(node: JsonNode | undefined, name: string): JsonMember | undefined {
  return node?.kind === 'object' ? node.members.findLast((candidate) => candidate.name === name) : undefined
}
