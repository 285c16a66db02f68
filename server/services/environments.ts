import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { draft, environment, type Draft, type Environment } from '../../shared/contract/environments.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { refuseSecrets } from './drafts.ts'
import type { EnvironmentStore, JsonFile } from './ports.ts'

/** data/environments.json */
export const environmentsContent = z.object({ environments: z.array(environment) })
/** data/drafts.json: by environment id */
export const draftsContent = z.record(z.string(), draft)
/** data/settings.json: what was open last, and the chosen key of each environment that is not ours to edit */
export const settingsContent = z.object({
  lastId: z.string().optional(),
  keyIds: z.record(z.string(), z.string()),
})

export interface EnvironmentFiles {
  readonly environments: JsonFile<z.infer<typeof environmentsContent>>
  readonly drafts: JsonFile<z.infer<typeof draftsContent>>
  readonly settings: JsonFile<z.infer<typeof settingsContent>>
}

export interface EnvironmentSources extends EnvironmentFiles {
  /** Made anew on each call: the practice server's addresses are known only once it runs. */
  readonly readOnly: () => readonly Environment[]
  /** Drafts that stand until the person types over them. */
  readonly initialDrafts: Readonly<Record<string, Draft>>
}

const without = <T>(record: Readonly<Record<string, T>>, id: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== id))

const withoutKey = ({ keyId: _keyId, ...rest }: Environment): Omit<Environment, 'keyId'> => rest

const withKey = (base: Environment, keyId: string | undefined): Environment =>
  keyId === undefined ? base : { ...base, keyId }

const refuseReadOnly = ({ name, origin }: Environment): never => {
  const why = {
    practice: 'belongs to the program',
    file: 'comes from the --env file',
    team: 'comes from countersign.json in the working folder',
    user: 'is yours',
  }[origin]
  throw new WorkbenchError(
    'environment-read-only',
    `"${name}" ${why}; only its key can be chosen here. Duplicate it to change it`,
  )
}

/** All environments: the ones of the program and of `--env` cannot be edited, the others are one JSON file. */
export const makeEnvironmentStore = (sources: EnvironmentSources): EnvironmentStore => {
  const { environments, drafts, settings } = sources
  const readOnly = (): Environment[] =>
    sources.readOnly().map((base) => withKey(base, settings.read().keyIds[base.id] ?? base.keyId))
  const list = (): Environment[] => [...readOnly(), ...environments.read().environments]
  const find = (id: string): Environment | undefined => list().find((candidate) => candidate.id === id)
  const get = (id: string): Environment => {
    const found = find(id)
    if (found === undefined)
      throw new WorkbenchError('environment-not-found', `No environment has the id "${id}"`)
    return found
  }
  const allDrafts = (): Record<string, Draft> => ({ ...sources.initialDrafts, ...drafts.read() })
  const touch = async (id: string): Promise<void> => {
    if (settings.read().lastId !== id) await settings.write({ ...settings.read(), lastId: id })
  }

  const chooseKey = async (known: Environment, next: Environment): Promise<Environment> => {
    if (!isDeepStrictEqual(withoutKey(known), withoutKey(next))) refuseReadOnly(known)
    const keyIds = without(settings.read().keyIds, known.id)
    if (next.keyId !== undefined) keyIds[known.id] = next.keyId
    await settings.write({ ...settings.read(), keyIds })
    return get(known.id)
  }

  return {
    list,
    get,
    save: async (next) => {
      const known = find(next.id)
      if (known !== undefined && known.origin !== 'user') return chooseKey(known, next)
      if (next.origin !== 'user') {
        throw new WorkbenchError(
          'request-invalid',
          `A saved environment has the origin "user", not "${next.origin}"`,
        )
      }
      const { environments: stored } = environments.read()
      const replaced = stored.map((old) => (old.id === next.id ? next : old))
      await environments.write({ environments: known === undefined ? [...stored, next] : replaced })
      return next
    },
    remove: async (id) => {
      const environment = get(id)
      if (environment.origin !== 'user') refuseReadOnly(environment)
      const { environments: stored } = environments.read()
      const kept = drafts.read()[id]
      await environments.write({ environments: stored.filter((old) => old.id !== id) })
      if (kept !== undefined) await drafts.write(without(drafts.read(), id))
      // Something is still there to come back to: the first page is for who has nothing yet.
      if (settings.read().lastId === id) {
        const [next] = list()
        await settings.write({ keyIds: settings.read().keyIds, ...(next && { lastId: next.id }) })
      }
      return { environment, draft: kept }
    },
    drafts: allDrafts,
    saveDraft: async (environmentId, next) => {
      get(environmentId)
      refuseSecrets(next)
      if (isDeepStrictEqual(allDrafts()[environmentId], next)) return
      await drafts.write({ ...drafts.read(), [environmentId]: next })
      await touch(environmentId)
    },
    lastId: () => {
      const { lastId } = settings.read()
      return lastId === undefined || find(lastId) === undefined ? undefined : lastId
    },
    // What was open last is a convenience: a full disk does not fail what the person asked for.
    touch: (id) => void touch(id).catch(() => undefined),
  }
}
