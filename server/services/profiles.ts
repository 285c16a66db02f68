import { join } from 'node:path'
import type { copyProfile, listProfiles, ProfileProblem } from '../../shared/contract/profiles.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import {
  ownProfileId,
  printOwnProfile,
  readOwnProfile,
  resolveProfile,
} from '../../shared/profiles/own-profile.ts'
import type { Profile } from '../../shared/profiles/profile.ts'
import type { ProfileFiles } from './ports.ts'

export interface OwnProfiles {
  list(): ResponseOf<typeof listProfiles>
  copy(request: RequestOf<typeof copyProfile>): Promise<ResponseOf<typeof copyProfile>>
  /** A built-in profile or one of the user's own, as an environment names it. */
  resolve(id: string): Profile | undefined
}

const fileName = (name: string, number: number): string => {
  const plain = ownProfileId(name).slice('own-'.length) || 'profile'
  return number === 1 ? `${plain}.json` : `${plain}-${number}.json`
}

/** Profiles that people keep as JSON files in their data folder. */
export const makeOwnProfiles = (files: ProfileFiles): OwnProfiles => {
  const list = (): ResponseOf<typeof listProfiles> => {
    const profiles: Profile[] = []
    const problems: ProfileProblem[] = []
    for (const { file, text } of files.list()) {
      const read = text === undefined ? undefined : readOwnProfile(text, file)
      if (read === undefined)
        problems.push({ file, detail: 'The file cannot be read, or is larger than 64 KiB.' })
      else if (read.ok) profiles.push(read.profile)
      else problems.push({ file, line: read.line, detail: read.detail })
    }
    return { folder: files.folder, profiles, problems }
  }
  const resolve = (id: string): Profile | undefined =>
    resolveProfile(id, id.startsWith('own-') ? list().profiles : [])
  return {
    list,
    resolve,
    copy: async ({ from, name }) => {
      const base = resolve(from)
      if (base === undefined) throw new WorkbenchError('request-invalid', `There is no profile "${from}"`)
      const text = printOwnProfile(base, name)
      for (let number = 1; number < 1_000; number += 1) {
        const file = fileName(name, number)
        const isMade = await files.create(file, text).catch((cause: unknown) => {
          throw new WorkbenchError('storage-failed', 'The profile could not be written', { cause })
        })
        if (isMade) return { id: ownProfileId(file), path: join(files.folder, file) }
      }
      throw new WorkbenchError('storage-failed', `There are too many profiles called "${name}"`)
    },
  }
}
