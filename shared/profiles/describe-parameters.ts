import type { Profile, ProfileFact, ProfileParameters } from './profile.ts'

type Name = keyof ProfileParameters
type Value = ProfileParameters[Name]

/** Each parameter in the words of a person, in the order in which people look for them. */
const WORDS: Readonly<Record<Name, string>> = {
  aud: 'accepted aud',
  audArray: 'aud as an array',
  algs: 'accepted alg',
  algsOtherOk: 'other algorithms permitted',
  ecNeedsJwksUrl: 'EC keys only by JWK Set URL',
  maxLifetimeS: 'longest lifetime',
  lifetimeBasis: 'lifetime measured as',
  skewS: 'clock tolerance',
  skewIatNbfS: 'clock tolerance of iat and nbf',
  kid: 'kid',
  typ: 'typ',
  jtiMaxLength: 'longest jti',
  issSubMaxLength: 'longest iss and sub',
  assertionMaxBytes: 'longest assertion',
  jtiReplay: 'jti used once',
  clientIdParam: 'client_id parameter',
  scopeRequired: 'scope required with',
  thumbprintHeader: 'certificate thumbprint header',
  needsAudienceParam: 'audience parameter needed',
  syncDelayS: 'delay after saving the registration',
  jwksCacheMaxS: 'JWK Set kept at most',
  minRsaBits: 'shortest RSA key',
}

/** The parameters of a profile file, in the order in which they are shown. */
export const PARAMETER_NAMES = Object.keys(WORDS) as Name[]

const UNITS: Partial<Readonly<Record<Name, string>>> = {
  maxLifetimeS: 's',
  skewS: 's',
  skewIatNbfS: 's',
  syncDelayS: 's',
  jwksCacheMaxS: 's',
  jtiMaxLength: 'characters',
  issSubMaxLength: 'characters',
  assertionMaxBytes: 'bytes',
  minRsaBits: 'bits',
}

/** Audiences are named by where they come from. */
const AUDIENCES: Readonly<Record<string, string>> = {
  POST: 'the URL the request is sent to',
  TOK: 'token_endpoint of the discovery document',
  ISS: 'issuer identifier',
  'ISS-with-trailing-slash': 'issuer identifier with a final slash',
  INTROSPECT: 'introspection endpoint',
  PAR: 'pushed authorization request endpoint',
  CIBA: 'backchannel authentication endpoint',
}

export interface ParameterRow {
  readonly parameter: Name
  readonly words: string
  /** `not known` where nothing was found: never a guess. */
  readonly value: string
  readonly isKnown: boolean
  readonly fact: ProfileFact
}

const NOTHING_FOUND: ProfileFact = {
  name: 'nothing found',
  value: 'not known',
  standing: 'unknown',
  source: 'nothing found',
}

function inWords(name: Name, value: Value): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value))
    return value.map((each: string) => (name === 'aud' ? (AUDIENCES[each] ?? each) : each)).join(', ')
  return [String(value), UNITS[name]].filter(Boolean).join(' ')
}

/** Every parameter of a profile with how sure it is and where that is written; the unknown ones as such. */
export function describeParameters(profile: Profile): ParameterRow[] {
  return PARAMETER_NAMES.map((parameter) => {
    const value = profile.parameters[parameter]
    const fact = profile.facts.find(({ about }) => about?.includes(parameter))
    const said = fact ?? NOTHING_FOUND
    const isKnown = value !== undefined
    return {
      parameter,
      words: WORDS[parameter],
      value: isKnown ? inWords(parameter, value) : unset(said),
      isKnown,
      fact: said,
    }
  })
}

/** A published document that fixes nothing is an answer; silence is not. */
const unset = ({ standing }: ProfileFact): string => (standing === 'unknown' ? 'not known' : 'not limited')

/** Facts beside the parameters: answers, registration, rates. */
export const otherFacts = (profile: Profile): readonly ProfileFact[] =>
  profile.facts.filter(({ about }) => about === undefined)
