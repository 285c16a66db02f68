import { z } from 'zod'
import { environment, type Environment } from '../contract/environments.ts'
import { parseJson, toValue } from '../json/parse-json.ts'
import { isSecretValue } from './settings-of-variables.ts'
import { freeId } from './new-environment.ts'

const FORMAT = 'countersign-environments/1'

const entry = environment
  // What may run by itself is a choice of each person, never of a file.
  .omit({ id: true, origin: true, keyId: true, tlsKeyId: true, allowsAutomatic: true })
  .extend({ id: z.string().max(64).optional() })
const file = z.object({ format: z.literal(FORMAT), environments: z.array(entry).max(200) })

/** Members that only a private or secret key has. RFC 7518 §6.2.2, §6.3.2, §6.4.1 */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/**
 * Environments as one JSON file to pass on or to check in: names, addresses, ids, public keys. Key files are named by
 * each machine itself, so the choice of a key stays out, and so does everything that is not in the format.
 */
export const writeEnvironmentFile = (environments: readonly Environment[]): string =>
  `${JSON.stringify(
    {
      format: FORMAT,
      environments: environments.map(({ id, name, group, profile, settings }) => ({
        id,
        name,
        ...(group === undefined ? {} : { group }),
        profile,
        settings,
      })),
    },
    undefined,
    2,
  )}\n`

export type EnvironmentFileRead =
  | { readonly ok: true; readonly environments: readonly Environment[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly why: string }

/**
 * Reads such a file. A private key or a token in it is refused: the file is for everybody.
 * @param taken ids that cannot be used again
 */
export function readEnvironmentFile(
  text: string,
  taken: readonly string[],
  origin: Environment['origin'] = 'user',
): EnvironmentFileRead {
  const parsed = parseJson(text.replace(/^\uFEFF/, ''))
  if (!parsed.ok) return { ok: false, why: `It is not JSON: ${parsed.why} (index ${parsed.index}).` }
  const read = file.safeParse(toValue(parsed.node))
  if (!read.success) {
    const [issue] = read.error.issues
    return {
      ok: false,
      why: `It is no environment file: ${issue?.path.join('.') || 'the whole'} is not as the format ${FORMAT} says.`,
    }
  }
  const ids = [...taken]
  const notes: string[] = []
  const environments = read.data.environments.map((each): Environment => {
    const id = freeId(each.id ?? each.name, ids)
    ids.push(id)
    const { id: _, ...rest } = each
    return { ...rest, id, origin, settings: withoutPrivateKey(rest.settings, each.name, notes) }
  })
  const secret = environments.find(({ settings }) => hasSecret(settings))
  if (secret !== undefined)
    return {
      ok: false,
      why: `"${secret.name}" holds something that looks like a key or a token. Take it out first.`,
    }
  return { ok: true, environments, notes }
}

function withoutPrivateKey(
  settings: Environment['settings'],
  name: string,
  notes: string[],
): Environment['settings'] {
  const jwk = settings.registration?.uploadedJwk
  const found = PRIVATE.filter((member) => jwk !== undefined && member in jwk)
  if (jwk === undefined || found.length === 0) return settings
  notes.push(`The key of "${name}" had private members (${found.join(', ')}); they were left out.`)
  const uploadedJwk = Object.fromEntries(Object.entries(jwk).filter(([member]) => !PRIVATE.includes(member)))
  return { ...settings, registration: { ...settings.registration, uploadedJwk } }
}

const hasSecret = (value: unknown): boolean =>
  typeof value === 'string'
    ? isSecretValue(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasSecret)
