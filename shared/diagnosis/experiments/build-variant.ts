import { removeMember, setMember } from '../../json/edit-json.ts'
import { member, parseJson } from '../../json/parse-json.ts'
import { RESERVED_AUDIENCE } from '../../token-request/foreign-audience.ts'
import { renewClaims } from '../../assertion/renew-claims.ts'
import { SHORT_CONTROL, type ExperimentId } from './experiment.ts'

export interface VariantInput {
  readonly headerText: string
  readonly payloadText: string
  /** Form parameters besides grant and assertion, decoded, in order. */
  readonly parameters: readonly (readonly [string, string])[]
  /** NumericDate. */
  readonly now: number
  readonly jti: string
  /** A random id, where one is needed. */
  readonly stranger: string
  /** The original's exp - iat, for a repetition; undefined where it had none. */
  readonly lifetimeS: number | undefined
}

export interface Variant {
  readonly headerText: string
  readonly payloadText: string
  readonly parameters: readonly (readonly [string, string])[]
  readonly isSignatureBroken?: true
  readonly isWithoutAssertion?: true
  /** The recorded assertion itself, not one signed anew. */
  readonly isResent?: true
}

/** An experiment's assertion is good for no longer than this, seconds. */
const VARIANT_LIFETIME_S = 60
const DOCUMENTED_CLAIMS = new Set(['iss', 'sub', 'aud', 'exp', 'iat', 'jti'])

const text = (value: string): string => JSON.stringify(value)

/** The request with one thing changed, a fresh jti and fresh times (X8 alone keeps both); every other byte as it was. */
export function buildVariant(id: ExperimentId, change: string, input: VariantInput): Variant {
  const isRepeat = (id === 'X0' && change !== SHORT_CONTROL) || id === 'X13'
  const lifetimeS = isRepeat ? (input.lifetimeS ?? VARIANT_LIFETIME_S) : VARIANT_LIFETIME_S
  const base: Variant = {
    headerText: input.headerText,
    payloadText: renewClaims(input.payloadText, { jti: input.jti, now: input.now, lifetimeS }),
    parameters: input.parameters,
  }
  const payload = (...members: readonly (readonly [string, string])[]): Variant => ({
    ...base,
    payloadText: members.reduce((json, [name, literal]) => setMember(json, name, literal), base.payloadText),
  })
  const header = (headerText: string): Variant => ({ ...base, headerText })
  const at = Math.floor(input.now)
  switch (id) {
    case 'X1':
      return payload(['iss', text(input.stranger)], ['sub', text(input.stranger)])
    case 'X2':
      return header(setMember(base.headerText, 'kid', text(`nobody-${input.stranger}`)))
    case 'X3':
      return { ...base, isSignatureBroken: true }
    case 'X4':
      return payload(['aud', text(RESERVED_AUDIENCE)])
    case 'X5':
      return payload(['aud', text(change)])
    case 'X6': {
      const short = payload(['iat', String(at - 30)], ['exp', String(at + VARIANT_LIFETIME_S)])
      return { ...short, payloadText: removeMember(short.payloadText, 'nbf') }
    }
    case 'X7':
      return payload(['iat', String(at - 900)], ['exp', String(at - 600)])
    case 'X8':
      return { ...base, headerText: input.headerText, payloadText: input.payloadText, isResent: true }
    case 'X9':
      return { ...base, isWithoutAssertion: true }
    case 'X10':
      return header(setMember(base.headerText, 'alg', text(change)))
    case 'X11':
      return strictnessVariant(change, base)
    case 'X17':
      return { ...base, parameters: otherScope(input.parameters, change) }
    default:
      return base
  }
}

function strictnessVariant(change: string, base: Variant): Variant {
  switch (change) {
    case 'typ JWT':
      return { ...base, headerText: setMember(base.headerText, 'typ', text('JWT')) }
    case 'without typ':
      return { ...base, headerText: removeMember(base.headerText, 'typ') }
    case 'without kid':
      return { ...base, headerText: removeMember(base.headerText, 'kid') }
    default:
      return { ...base, payloadText: documentedClaims(base.payloadText) }
  }
}

function documentedClaims(payloadText: string): string {
  const parsed = parseJson(payloadText)
  const names = parsed.ok && parsed.node.kind === 'object' ? parsed.node.members.map(({ name }) => name) : []
  return names
    .filter((name) => !DOCUMENTED_CLAIMS.has(name))
    .reduce((json, name) => removeMember(json, name), payloadText)
}

const otherScope = (
  parameters: VariantInput['parameters'],
  change: string,
): readonly (readonly [string, string])[] =>
  parameters.flatMap(([name, value]) => {
    if (name !== 'scope') return [[name, value] as const]
    return change === 'without scope' ? [] : [[name, change.replace(/^only /, '')] as const]
  })

/** exp - iat of a payload, seconds; undefined where either is no number. */
export function lifetimeOf(payloadText: string): number | undefined {
  const parsed = parseJson(payloadText)
  const value = (name: string) => (parsed.ok ? member(parsed.node, name)?.value : undefined)
  const [exp, iat] = [value('exp'), value('iat')]
  return exp?.kind === 'number' && iat?.kind === 'number' ? exp.value - iat.value : undefined
}
