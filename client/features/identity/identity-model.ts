import { compareText, type Segment } from '../../../shared/assertion/compare-text.ts'
import { keysOfJwks, samePublicKey } from '../../../shared/assertion/same-public-key.ts'
import { memberLiteral } from '../../../shared/json/edit-json.ts'
import { parseJson, toValue } from '../../../shared/json/parse-json.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import type { State } from '../../ui/state-icon/state-icon.tsx'
import { SEVERITY_TONES } from '../../ui/badge/severity-tones.ts'

/** One identity value as it is and as it should be. */
export interface Chip {
  readonly name: string
  readonly pointer: string
  readonly state: State
  /** One short line beside the name. */
  readonly note: string
  readonly actual: readonly Segment[]
  /** Only where the two differ. */
  readonly expected?: readonly Segment[]
}

/** What a finding or a cause says of one place. */
export type Remark = Pick<Finding, 'pointer' | 'severity' | 'title' | 'expected'>

export interface IdentityParts {
  readonly headerText: string
  readonly payloadText: string
  readonly clientId: string | undefined
  readonly tokenEndpoint: string | undefined
  readonly publicJwk: Readonly<Record<string, unknown>> | undefined
  /** Text of the client's JWK Set; undefined while it is not fetched. */
  readonly jwksBody: string | undefined
  readonly findings: readonly Remark[]
  /** The rules have spoken. */
  readonly judged: boolean
}

const HEADER = '/assertion/header'
const PAYLOAD = '/assertion/payload'

/** iss and sub (one chip while equal), aud and kid. */
export function identityChips(parts: IdentityParts): Chip[] {
  const { payloadText } = parts
  const [iss, sub] = [valueOf(payloadText, 'iss'), valueOf(payloadText, 'sub')]
  const whose = parts.clientId
  const client = (name: string, value: string | undefined, pointer: string) =>
    compared(parts, { name, value, wanted: whose, pointer, ok: 'the client id of this environment' })
  const identity =
    iss !== undefined && iss === sub
      ? [client('iss = sub', iss, `${PAYLOAD}/iss`)]
      : [client('iss', iss, `${PAYLOAD}/iss`), client('sub', sub, `${PAYLOAD}/sub`)]
  return [...identity, audience(parts), kid(parts)]
}

/** A string as its value, anything else as written; undefined when it is not there. */
export function valueOf(text: string, name: string): string | undefined {
  const literal = memberLiteral(text, name)
  if (literal === undefined) return undefined
  const parsed = parseJson(literal)
  const value = parsed.ok ? toValue(parsed.node) : undefined
  return typeof value === 'string' ? value : literal
}

interface Comparison {
  readonly name: string
  readonly value: string | undefined
  readonly wanted: string | undefined
  readonly pointer: string
  readonly ok: string
}

function compared(parts: IdentityParts, { name, value, wanted, pointer, ok }: Comparison): Chip {
  const base = { name, pointer }
  const finding = worstAt(parts.findings, pointer)
  if (value === undefined) {
    const state = finding ? SEVERITY_TONES[finding.severity] : 'unknown'
    return { ...base, state, note: 'not in the text', actual: [] }
  }
  const right = finding?.expected ?? wanted
  if (right === undefined || right === '') {
    const note = 'nothing to compare it with yet'
    return {
      ...base,
      state: finding ? SEVERITY_TONES[finding.severity] : 'unknown',
      note,
      actual: plain(value),
    }
  }
  const comparison = compareText(value, right)
  if (comparison.equal)
    return finding
      ? { ...base, state: SEVERITY_TONES[finding.severity], note: finding.title, actual: plain(value) }
      : { ...base, state: 'ok', note: ok, actual: plain(value) }
  if (!finding && parts.judged)
    return { ...base, state: 'ok', note: 'also taken by this kind of server', actual: plain(value) }
  return {
    ...base,
    state: finding ? SEVERITY_TONES[finding.severity] : 'unknown',
    note: `differs at index ${comparison.index}`,
    actual: comparison.actual,
    expected: comparison.expected,
  }
}

const audience = (parts: IdentityParts): Chip =>
  compared(parts, {
    name: 'aud',
    value: valueOf(parts.payloadText, 'aud'),
    wanted: parts.tokenEndpoint,
    pointer: `${PAYLOAD}/aud`,
    ok: 'the token endpoint',
  })

function kid(parts: IdentityParts): Chip {
  const base = { name: 'kid', pointer: `${HEADER}/kid` }
  const value = valueOf(parts.headerText, 'kid')
  const keys = keysOfJwks(parts.jwksBody)
  const { publicJwk } = parts
  const mine = publicJwk && keys?.find((key) => samePublicKey(key, publicJwk))
  const served = typeof mine?.['kid'] === 'string' ? mine['kid'] : undefined
  const finding = worstAt(parts.findings, base.pointer)
  const state = (otherwise: State): State => (finding ? SEVERITY_TONES[finding.severity] : otherwise)
  if (value === undefined) {
    const wanted = served === undefined ? {} : { expected: plain(served) }
    return { ...base, state: state('unknown'), note: 'not in the header', actual: [], ...wanted }
  }
  const shown = { ...base, actual: plain(value) }
  if (!keys) return { ...shown, state: state('unknown'), note: 'JWK Set not fetched yet' }
  if (!publicJwk) return { ...shown, state: state('unknown'), note: 'no key to compare with' }
  if (value === served) return { ...shown, state: state('ok'), note: 'in the JWK Set, same key' }
  if (served !== undefined) {
    const comparison = compareText(value, served)
    const { actual, expected } = comparison
    return { ...base, state: state('error'), note: `differs at index ${comparison.index}`, actual, expected }
  }
  const isNamed = keys.some((key) => key['kid'] === value)
  const note = isNamed
    ? 'in the JWK Set, another key'
    : mine
      ? 'its key has no kid there'
      : 'not in the JWK Set'
  return { ...shown, state: state(mine ? 'hint' : 'error'), note }
}

function worstAt(findings: readonly Remark[], pointer: string): Remark | undefined {
  const about = findings.filter(
    (finding) => finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`),
  )
  return (
    about.find(({ severity }) => severity === 'error') ??
    about.find(({ severity }) => severity === 'warning') ??
    about[0]
  )
}

const plain = (text: string): Segment[] => [{ text, differs: false }]

/** The window of the assertion, all NumericDate. */
export interface Window {
  readonly iat: number | undefined
  readonly exp: number
  readonly limit: number | undefined
  readonly state: State
  readonly note: string
}

export function windowOf(parts: IdentityParts, limitS: number | undefined): Window | undefined {
  const exp = numberOf(parts.payloadText, 'exp')
  if (exp === undefined) return undefined
  const iat = numberOf(parts.payloadText, 'iat')
  const finding = worstAt(parts.findings, `${PAYLOAD}/exp`) ?? worstAt(parts.findings, `${PAYLOAD}/iat`)
  const lifetime = iat === undefined ? undefined : Math.round(exp - iat)
  const length = lifetime === undefined ? 'no iat' : `${lifetime} s`
  const ok = limitS === undefined ? length : `${length} of at most ${limitS} s`
  return {
    iat,
    exp,
    limit: limitS === undefined || iat === undefined ? undefined : iat + limitS,
    state: finding ? SEVERITY_TONES[finding.severity] : parts.judged ? 'ok' : 'unknown',
    note: finding ? finding.title : ok,
  }
}

function numberOf(text: string, name: string): number | undefined {
  const literal = memberLiteral(text, name)
  const parsed = literal === undefined ? undefined : parseJson(literal)
  return parsed?.ok && parsed.node.kind === 'number' && Number.isFinite(parsed.node.value)
    ? parsed.node.value
    : undefined
}

/** "04:12 left", "expired 00:30 ago"; hours where there are any. */
export function countdown(exp: number, now: number): string {
  const seconds = Math.round(exp - now)
  const whole = Math.abs(seconds)
  if (whole >= 86_400) return `${Math.round(whole / 86_400)} d ${seconds >= 0 ? 'left' : 'ago'}`
  const [h, m, s] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60]
  const clock = [...(h > 0 ? [h] : []), m, s].map((part) => String(part).padStart(2, '0')).join(':')
  return seconds >= 0 ? `${clock} left` : `expired ${clock} ago`
}
