import { HEADER_DOCS, PAYLOAD_DOCS, type ClaimDoc } from '../assertion/claim-docs.ts'
import { describeParameters } from './describe-parameters.ts'
import type { Profile, ProfileFact, ProfileParameters } from './profile.ts'

export interface MemberExplanation extends ClaimDoc {
  /** What this kind of server wants of the member, with the standing and the source of each fact. */
  readonly here: string
  /** Values that this kind of server is known to take. */
  readonly values: readonly string[]
}

type Name = keyof ProfileParameters

/** The parameters that say something about a member; a member without any is nobody's business in particular. */
const ABOUT: Readonly<Record<string, readonly Name[]>> = {
  'header.alg': ['algs', 'algsOtherOk', 'ecNeedsJwksUrl', 'minRsaBits'],
  'header.kid': ['kid'],
  'header.typ': ['typ'],
  'header.x5t': ['thumbprintHeader'],
  'header.x5t#S256': ['thumbprintHeader'],
  'payload.iss': ['issSubMaxLength'],
  'payload.sub': ['issSubMaxLength'],
  'payload.aud': ['aud', 'audArray'],
  'payload.exp': ['maxLifetimeS', 'lifetimeBasis', 'skewS'],
  'payload.iat': ['lifetimeBasis', 'skewS', 'skewIatNbfS'],
  'payload.nbf': ['lifetimeBasis', 'skewS', 'skewIatNbfS'],
  'payload.jti': ['jtiMaxLength', 'jtiReplay'],
  'payload.client_id': ['clientIdParam'],
  'payload.scope': ['scopeRequired'],
}

const GROUNDS = { documented: 'documented', source: 'read in source', reported: 'reported' } as const

const DOCS = { header: HEADER_DOCS, payload: PAYLOAD_DOCS } as const

/** Each member of one part of the assertion: what it is, and what this kind of server wants of it. */
export function explainMembers(
  part: 'header' | 'payload',
  profile: Profile,
): Readonly<Record<string, MemberExplanation>> {
  const rows = describeParameters(profile)
  return Object.fromEntries(
    Object.entries(DOCS[part]).map(([name, doc]) => {
      const about = rows.filter(({ parameter }) => ABOUT[`${part}.${name}`]?.includes(parameter))
      const facts = new Set<ProfileFact>([
        ...profile.facts.filter((fact) => fact.name === name),
        ...about.flatMap(({ fact }) => (profile.facts.includes(fact) ? [fact] : [])),
      ])
      // A profile of the user's own may set a parameter without a fact about it.
      const bare = about.flatMap(({ isKnown, fact, words, value }) =>
        isKnown && !facts.has(fact) ? [`${words}: ${value}`] : [],
      )
      const sentences = [...[...facts].map((fact) => sentenceOf(fact, name)), ...bare]
      const here =
        sentences.length === 0 ? 'nothing is known of what it wants here.' : `${sentences.join('. ')}.`
      return [name, { ...doc, here: `${profile.name}: ${here}`, values: valuesOf(part, name, profile) }]
    }),
  )
}

const sentenceOf = ({ name, value, standing, source }: ProfileFact, member: string): string => {
  const subject = name === member ? '' : `${name}: `
  const ground = standing === 'unknown' ? 'not known' : `${GROUNDS[standing]}, ${source}`
  return `${subject}${value.replace(/\.$/, '')} (${ground})`
}

function valuesOf(part: 'header' | 'payload', name: string, { parameters }: Profile): readonly string[] {
  if (part === 'payload') return []
  if (name === 'alg') return parameters.algs ?? []
  if (name !== 'typ' || parameters.typ === undefined) return []
  return [parameters.typ === 'client-authentication+jwt' ? parameters.typ : 'JWT']
}
