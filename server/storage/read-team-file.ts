import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../../shared/contract/environments.ts'
import { readEnvironmentFile } from '../../shared/environment/environment-file.ts'
import { errorCode } from '../error-code.ts'

/** Environments of a team, checked in beside its code. */
const TEAM_FILE = 'countersign.json'
const MAX_BYTES = 1_048_576

/**
 * The environments of `countersign.json` in a folder: shown as they are, read-only, and never trusted. A link, a pipe,
 * or a file that is too large is not read; what is wrong with it becomes one sentence. Ids get a prefix of their own,
 * so that none takes the place of another environment.
 */
export function readTeamFile(folder: string, onProblem: (sentence: string) => void): Environment[] {
  const text = readSmallFile(join(folder, TEAM_FILE), onProblem)
  if (text === undefined) return []
  const read = readEnvironmentFile(text, [], 'team')
  if (!read.ok) {
    onProblem(`${TEAM_FILE} in the working folder is not used. ${read.why}`)
    return []
  }
  return read.environments.map((environment) => ({
    ...environment,
    id: `team-${environment.id}`.slice(0, 64),
  }))
}

function readSmallFile(path: string, onProblem: (sentence: string) => void): string | undefined {
  let file: number
  try {
    // Without following a link, and without waiting for the other end of a pipe.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const code = errorCode(error)
    if (code !== 'ENOENT') onProblem(`${TEAM_FILE} in the working folder is not read (${code}).`)
    return undefined
  }
  try {
    const { size } = fstatSync(file)
    if (fstatSync(file).isFile() && size <= MAX_BYTES) return readFileSync(file, 'utf8')
    onProblem(`${TEAM_FILE} in the working folder is no file of a usual size.`)
    return undefined
  } finally {
    closeSync(file)
  }
}
