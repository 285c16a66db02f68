import { parseForm, rawQuery } from '../facts/http-facts.ts'
import { parseJson, type JsonMember, type JsonNode } from '../json/parse-json.ts'
import { replaceSecrets } from './find-residue.ts'
import { DOTS, maskPatterns } from './mask.ts'
import type { MaskBook, MaskKind } from './mask-book.ts'
import type { IsOn, ShowChoices } from './redaction-rules.ts'

export interface RedactorParts {
  readonly book: MaskBook
  readonly show: ShowChoices
  readonly isOn: IsOn
  /** Known secrets and what stands for them; they are looked for in every free text. */
  readonly secrets: readonly { readonly value: string; readonly mask: string }[]
  /** Called for each place where something was taken out. */
  readonly onMasked: (pointer: string) => void
}

/** How one member of a JSON text is treated. */
export type MemberPolicy = (
  name: string,
  value: JsonNode,
) => 'keep' | 'text' | 'url' | 'inside' | 'drop' | { readonly mask: MaskKind } | { readonly with: string }

/** A user name and password in an address inside a text. */
const USER_INFO = /(:\/\/)[^\s/?#"'@]{1,400}@/g

/** Where a resource id of a person stands in an address. */
const PERSON_PATH =
  /(\/(?:Patient|Encounter|Practitioner|PractitionerRole|Person|RelatedPerson|Group|Observation|DocumentReference)\/)([^/?#\s"'&]+)/g

/** The steps that every field of an attempt is redacted with; all of them go from text to text and never throw. */
export interface Redactor {
  mask(kind: MaskKind, value: string, at: string): string
  /** A value that is shown or masked by choice. */
  chosen(choice: keyof ShowChoices, kind: MaskKind, value: string, at: string): string
  /** Words for people: patterns and known secrets are taken out. */
  text(value: string, at: string): string
  url(value: string, at: string, parameters?: ParameterPolicy): string
  /** A form body or a query: each value by its name, the rest as it was written. */
  form(body: string, at: string, policy: ParameterPolicy): string
  /** A JSON text, masked in place; undefined where it is no JSON object or array. */
  json(text: string, at: string, policy: MemberPolicy): string | undefined
}

export type ParameterPolicy = (
  name: string,
  value: string,
  at: string,
) => 'keep' | { readonly text: string } | { readonly mask: MaskKind }

export function makeRedactor(parts: RedactorParts): Redactor {
  const { book, show, isOn, secrets, onMasked } = parts
  const changed = (before: string, after: string, at: string): string => {
    if (before !== after) onMasked(at)
    return after
  }
  const mask: Redactor['mask'] = (kind, value, at) =>
    value === '' || value === DOTS ? value : changed(value, book.mask(kind, value), at)
  const swept = new Map<string, string>()
  /** Earlier attempts repeat the same few texts a hundred times. */
  const sweep = (value: string): string => {
    const before = swept.get(value)
    if (before !== undefined) return before
    const after = sweepAnew(value)
    swept.set(value, after)
    return after
  }
  const sweepAnew = (value: string): string => {
    const known = isOn('known-secrets') ? replaceSecrets(value, secrets) : value
    const named = isOn('user-info') ? known.replace(USER_INFO, `$1${DOTS}@`) : known
    const persons = isOn('resource-ids')
      ? named.replace(PERSON_PATH, (_, path: string, id: string) => path + book.mask('person', id))
      : named
    return isOn('patterns') ? maskPatterns(persons) : persons
  }
  const text: Redactor['text'] = (value, at) => changed(value, sweep(value), at)
  const host = (authority: string, at: string): string => {
    const [, user = '', place = ''] = /^(.*@)?(.*)$/s.exec(authority) ?? []
    const shownUser = user === '' || !isOn('user-info') ? user : `${mask('secret', user.slice(0, -1), at)}@`
    if (show.hosts || place === '' || /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(place))
      return shownUser + place
    const [, name = place, port = ''] = /^(.*?)(:\d+)?$/s.exec(place) ?? []
    return shownUser + mask('host', name, at) + port
  }
  const url: Redactor['url'] = (value, at, parameters) => {
    const split = /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)(.*)$/is.exec(value)
    const scheme = split?.[1]
    if (scheme === undefined) return text(value, at)
    const rest = split?.[3] ?? ''
    const query = rawQuery(rest)
    const path = rest.slice(0, query.start)
    const shownQuery =
      parameters === undefined || !isOn('query-parameters') ? query.text : form(query.text, at, parameters)
    const tail = rest.slice(query.start + query.text.length)
    const fragment =
      tail.startsWith('#') && parameters !== undefined && isOn('query-parameters')
        ? `#${form(tail.slice(1), at, parameters)}`
        : tail
    return scheme + host(split?.[2] ?? '', at) + text(path, at) + shownQuery + fragment
  }
  const form: Redactor['form'] = (body, at, policy) =>
    splice(
      body,
      parseForm(body).flatMap(({ name, rawName, rawValue, value, offset }) => {
        if (rawValue === '') return []
        const decoded = value ?? rawValue
        const how = policy(name.replace(/^amp;/, ''), decoded, at)
        const next =
          how === 'keep' ? text(decoded, at) : 'mask' in how ? mask(how.mask, decoded, at) : how.text
        if (next === decoded) return []
        const start = offset + rawName.length + 1
        return [{ start, end: start + rawValue.length, text: encodeMasked(next) }]
      }),
    )
  const json: Redactor['json'] = (given, at, policy) => {
    const parsed = parseJson(given)
    if (!parsed.ok || (parsed.node.kind !== 'object' && parsed.node.kind !== 'array')) return undefined
    const spans: Span[] = []
    const strings = (node: JsonNode, change: (value: string) => string): void => {
      for (const leaf of leaves(node)) {
        const next = change(leaf.value)
        if (next !== leaf.value) spans.push({ start: leaf.start, end: leaf.end, text: JSON.stringify(next) })
      }
    }
    const member = ({ name, value }: JsonMember): void => {
      const how = policy(name, value)
      if (how === 'keep') return
      if (how === 'text') return strings(value, (each) => text(each, at))
      if (how === 'url') return strings(value, (each) => url(each, at, wordsOnly))
      if (how === 'inside') return inside(value)
      if (value.kind === 'null' || value.kind === 'boolean') return
      const literal = value.kind === 'string' ? value.value : given.slice(value.start, value.end)
      if (literal === '') return
      onMasked(at)
      const masked = how === 'drop' ? 'removed' : 'mask' in how ? book.mask(how.mask, literal) : how.with
      spans.push({ start: value.start, end: value.end, text: JSON.stringify(masked) })
    }
    const inside = (node: JsonNode): void => {
      if (node.kind === 'object') node.members.forEach(member)
      if (node.kind === 'array') node.items.forEach(inside)
      if (node.kind === 'string') strings(node, (each) => text(each, at))
    }
    inside(parsed.node)
    return splice(given, spans)
  }
  return {
    mask,
    chosen: (choice, kind, value, at) => (show[choice] ? text(value, at) : mask(kind, value, at)),
    text,
    url,
    form,
    json,
  }
}

/** The parameters of a link in an answer: plain words stay, anything else is masked. */
const wordsOnly: ParameterPolicy = (_name, value) =>
  /^[a-z_-]{1,40}$/.test(value) ? 'keep' : { mask: 'value' }

/** A mask needs no escapes; a URL with one in it keeps those of its other characters. */
const encodeMasked = (text: string): string =>
  /^[\w.~•-]*$/.test(text) ? text : encodeURIComponent(text).replaceAll('%E2%80%A2', '•')

interface Span {
  readonly start: number
  readonly end: number
  readonly text: string
}

function* leaves(node: JsonNode): Iterable<Extract<JsonNode, { kind: 'string' }>> {
  if (node.kind === 'string') yield node
  if (node.kind === 'array') for (const item of node.items) yield* leaves(item)
  if (node.kind === 'object') for (const { value } of node.members) yield* leaves(value)
}

function splice(text: string, spans: readonly Span[]): string {
  let out = ''
  let at = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, span.start) + span.text
    at = span.end
  }
  return out + text.slice(at)
}
