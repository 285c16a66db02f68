import { nameDifference, type DifferenceName } from '../assertion/audience-differences.ts'
import { compareText } from '../assertion/compare-text.ts'
import { editDistance } from '../assertion/edit-distance.ts'
import type { Facts } from '../facts/facts.ts'
import { setMember } from '../json/edit-json.ts'
import {
  defineRule,
  everywhere,
  fail,
  pass,
  type Edit,
  type Failure,
  type Rule,
  type SeverityTable,
  type Source,
} from './define-rule.ts'
import { claimsOf } from './claims.ts'
import { rfc } from './sources.ts'

/** An audience that no accepted string equals, held against the accepted one that it comes closest to. */
export interface AudienceFault {
  readonly aud: string
  readonly expected: string
  readonly source: string
  readonly index: number
  /** The one kind of difference that explains it, if one does. */
  readonly difference: { readonly name: DifferenceName; readonly words: string } | undefined
  /** Edit distance, at most 4. */
  readonly distance: number
}

/** The members of `aud` as texts; undefined where aud is missing or of another type (payload-aud-missing). */
export function audiencesOf(facts: Facts): readonly string[] | undefined {
  const aud = claimsOf(facts)?.['aud']
  if (typeof aud === 'string') return aud === '' ? undefined : [aud]
  if (!Array.isArray(aud)) return undefined
  const texts = aud.filter((each): each is string => typeof each === 'string')
  return texts.length === 0 ? undefined : texts
}

const FAR = 4

/** Two dozen rules ask; the answer is worked out once for the same facts. */
const known = new WeakMap<Facts, { readonly fault: AudienceFault | undefined }>()

/** Undefined when an audience is accepted, or when the accepted ones are not known. Compared raw. RFC 3986 §6.2.1 */
export function audienceFault(facts: Facts): AudienceFault | undefined {
  const found = known.get(facts) ?? { fault: findFault(facts) }
  known.set(facts, found)
  return found.fault
}

function findFault(facts: Facts): AudienceFault | undefined {
  const audiences = audiencesOf(facts)
  const accepted = acceptedOf(facts)
  if (audiences === undefined || accepted === undefined) return undefined
  if (audiences.some((aud) => accepted.some(({ value }) => value === aud))) return undefined
  const pairs = audiences.flatMap((aud) =>
    accepted.map(({ value, source }) => ({
      aud,
      expected: value,
      source,
      index: compareText(aud, value).index,
      difference: nameDifference(aud, value),
      distance: aud.length > 2_048 ? FAR : editDistance(aud, value, FAR - 1),
    })),
  )
  return (
    pairs.find(({ difference }) => difference !== undefined) ??
    pairs.reduce((best, each) => (each.distance < best.distance ? each : best), pairs[0]!)
  )
}

/** A federated credential has an audience of its own; without one recorded nothing is judged. */
function acceptedOf({
  environment,
  endpoints,
}: Facts): readonly { readonly source: string; readonly value: string }[] | undefined {
  if (environment.assertionKind !== 'federated') return endpoints.acceptedAudiences
  const registered = environment.registration?.federated?.audience
  return registered === undefined ? undefined : [{ source: 'federated', value: registered }]
}

const SOURCE_WORDS: Readonly<Record<string, string>> = {
  POST: 'the address that the request goes to',
  TOK: 'the token endpoint',
  ISS: 'the issuer',
  'ISS-with-trailing-slash': 'the issuer with its final slash',
  INTROSPECT: 'the introspection endpoint',
  PAR: 'the pushed authorization endpoint',
  CIBA: 'the backchannel endpoint',
  federated: 'the audience of the federated credential',
}

export const sourceWords = (source: string): string => SOURCE_WORDS[source] ?? source

/** Puts the accepted audience into the payload and changes nothing else. */
export const audienceEdit = (expected: string): Edit => ({
  label: 'Use the accepted audience',
  target: 'payloadText',
  apply: (text) => setMember(text, 'aud', JSON.stringify(expected)),
})

export const audienceFailure = (
  fault: AudienceFault,
  message: string,
  more: Partial<Failure> = {},
): Failure =>
  fail('/assertion/payload/aud', message, {
    actual: fault.aud,
    expected: fault.expected,
    index: fault.index,
    edit: audienceEdit(fault.expected),
    ...more,
  })

interface DifferenceRule {
  readonly id: string
  readonly title: string
  readonly fix: string
  readonly difference: DifferenceName
  readonly severity?: SeverityTable
  readonly source?: Source
}

/** A rule for one named kind of difference between aud and the accepted audience. */
export const defineAudienceRule = ({ id, title, fix, difference, severity, source }: DifferenceRule): Rule =>
  defineRule({
    id,
    title,
    object: 'payload',
    source: source ?? { ...rfc(3986, '6.2.1') },
    severity: severity ?? everywhere('error'),
    proof: 'P',
    fix,
    owns: ['payload-aud-not-accepted', 'payload-aud-typo'],
    check(facts) {
      const fault = audienceFault(facts)
      if (fault?.difference?.name !== difference) return pass
      return audienceFailure(fault, `aud is not ${sourceWords(fault.source)}: ${fault.difference.words}.`)
    },
  })
