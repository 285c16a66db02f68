import { z } from 'zod'
import { locatePointer } from '../json/locate-pointer.ts'
import { parseJson, toValue } from '../json/parse-json.ts'
import type { Profile, ProfileFact, ProfileParameters } from './profile.ts'
import { profileById, PROFILES } from './registry.ts'

const count = z.number().int().positive().max(1_000_000_000)
const audience = z.enum(['POST', 'TOK', 'ISS', 'ISS-with-trailing-slash', 'INTROSPECT', 'PAR', 'CIBA'])

/** The parameters of a profile file; one that is left out or null is not known. */
const parameters = z.strictObject({
  aud: z.array(audience).min(1).nullish(),
  audArray: z.enum(['allowed', 'any-member', 'avoid', 'single-only', 'no']).nullish(),
  algs: z.array(z.string().max(20)).min(1).nullish(),
  algsOtherOk: z.boolean().nullish(),
  ecNeedsJwksUrl: z.boolean().nullish(),
  maxLifetimeS: count.nullish(),
  lifetimeBasis: z
    .array(z.enum(['exp-now', 'exp-iat', 'exp-nbf', 'now-iat']))
    .min(1)
    .nullish(),
  skewS: z.number().min(0).max(86_400).nullish(),
  skewIatNbfS: z.number().min(0).max(86_400).nullish(),
  kid: z.enum(['required', 'required-with-jwks', 'if-several-keys', 'optional']).nullish(),
  typ: z.enum(['JWT-required', 'JWT-if-present', 'client-authentication+jwt', 'unchecked']).nullish(),
  jtiMaxLength: count.nullish(),
  issSubMaxLength: count.nullish(),
  assertionMaxBytes: count.nullish(),
  jtiReplay: z.enum(['required', 'until-exp', 'if-present', 'yes', 'optional']).nullish(),
  clientIdParam: z.enum(['not-used', 'omit-in-code-flow', 'optional', 'required']).nullish(),
  scopeRequired: z.literal('client_credentials').nullish(),
  thumbprintHeader: z
    .array(z.enum(['x5t#S256', 'x5t']))
    .min(1)
    .nullish(),
  needsAudienceParam: z.boolean().nullish(),
  syncDelayS: count.nullish(),
  jwksCacheMaxS: count.nullish(),
  minRsaBits: count.nullish(),
})

const ownProfileFile = z.strictObject({
  name: z.string().trim().min(1).max(80),
  basedOn: z.enum(PROFILES.map(({ id }) => id) as [string, ...string[]]),
  parameters,
  reason: z
    .strictObject({
      where: z.string().min(1).max(400),
      how: z.array(z.string().min(1).max(400)).max(20),
    })
    .optional(),
})

export type ReadOwnProfile =
  | { readonly ok: true; readonly profile: Profile }
  /** Line counted from 1. */
  | { readonly ok: false; readonly line: number; readonly detail: string }

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

/**
 * A profile file of the user's own: a built-in profile with other values. It keeps the id of the one that it is based
 * on, because the severities of the rules hang on it; `own.id` is the name under which an environment chooses it.
 * @param file its name, for messages and for its id
 */
export function readOwnProfile(text: string, file: string): ReadOwnProfile {
  const json = parseJson(text)
  if (!json.ok) return { ok: false, line: lineAt(text, json.index), detail: `This is not JSON: ${json.why}.` }
  const read = ownProfileFile.safeParse(toValue(json.node))
  if (!read.success) {
    const [issue] = read.error.issues
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
    const path = [...(issue?.path ?? []), ...unknown].map((step) => String(step))
    const pointer = path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
    const at = locatePointer(text, pointer)?.start ?? 0
    return {
      ok: false,
      line: lineAt(text, at),
      detail: `${path.join('.') || 'The file'}: ${unknown.length > 0 ? 'no parameter has this name' : (issue?.message ?? 'is not right')}.`,
    }
  }
  const base = profileById(read.data.basedOn)
  if (!base) return { ok: false, line: 1, detail: `There is no profile "${read.data.basedOn}".` }
  return { ok: true, profile: ownProfile(base, read.data, file) }
}

function ownProfile(base: Profile, own: z.infer<typeof ownProfileFile>, file: string): Profile {
  const known = Object.entries(own.parameters).filter(([, value]) => value !== null && value !== undefined)
  const values = Object.fromEntries(known) as ProfileParameters
  const changed = (Object.keys(parameters.shape) as (keyof ProfileParameters)[]).filter(
    (name) => JSON.stringify(values[name]) !== JSON.stringify(base.parameters[name]),
  )
  const kept = base.facts.map((fact) => withoutParameters(fact, changed))
  const facts: readonly ProfileFact[] =
    changed.length === 0
      ? kept
      : [
          ...kept,
          {
            name: 'your own values',
            about: changed,
            value: `Set in ${file}; ${base.name} has others`,
            standing: 'reported',
            source: `your profile ${file}`,
          },
        ]
  return {
    ...base,
    name: own.name,
    parameters: values,
    facts,
    ...(own.reason === undefined
      ? {}
      : { reason: { ...own.reason, standing: 'reported', source: `your profile ${file}` } }),
    own: { id: ownProfileId(file), file },
  }
}

/** A fact no longer speaks for a parameter that has another value here. */
function withoutParameters(fact: ProfileFact, changed: readonly string[]): ProfileFact {
  if (fact.about === undefined) return fact
  return { ...fact, about: fact.about.filter((name) => !changed.includes(name)) }
}

export const ownProfileId = (file: string): string =>
  `own-${file
    .replace(/\.json$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)}`

/** The text of a copy to change: every value of the profile, the unknown ones as null. */
export function printOwnProfile(base: Profile, name: string): string {
  const values = Object.fromEntries(
    Object.keys(parameters.shape).map((key) => [
      key,
      base.parameters[key as keyof ProfileParameters] ?? null,
    ]),
  )
  const { where, how } = base.reason
  return `${JSON.stringify({ name, basedOn: base.id, parameters: values, reason: { where, how } }, null, 2)}\n`
}

/** The profile that an environment names: a built-in one, or one of the user's own. */
export const resolveProfile = (id: string, own: readonly Profile[]): Profile | undefined =>
  profileById(id) ?? own.find((profile) => profile.own?.id === id)

/** What an environment writes down to choose this profile. */
export const profileKey = (profile: Profile): string => profile.own?.id ?? profile.id
