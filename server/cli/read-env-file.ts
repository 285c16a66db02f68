import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import { parseVariables } from '../../shared/environment/parse-variables.ts'
import { draftOfVariables, settingsOfVariables } from '../../shared/environment/settings-of-variables.ts'

export interface EnvFile {
  readonly environment: Environment
  readonly draft: Draft | undefined
  /** The key file that it names, absolute; allowed as that single file. */
  readonly keyPath: string | undefined
}

/**
 * An environment from a `.env` file: its addresses, client id and key file. Nothing is put into the process
 * environment, and values of other names are not looked at.
 * @throws the file system's error
 */
export function readEnvFile(path: string): EnvFile {
  const read = settingsOfVariables(parseVariables(readFileSync(path, 'utf8')))
  return {
    environment: {
      id: 'env-file',
      name: basename(path),
      profile: read.profile,
      origin: 'file',
      settings: read.settings,
    },
    draft: draftOfVariables(read),
    keyPath: read.keyPath === undefined ? undefined : resolve(dirname(path), read.keyPath),
  }
}
