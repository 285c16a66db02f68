import type { Draft } from '../../shared/contract/environments.ts'
import { WorkbenchError } from '../../shared/errors.ts'

const SECRET_PARAMETERS = new Set([
  'code',
  'code_verifier',
  'refresh_token',
  'client_secret',
  'client_assertion',
  'password',
])

/**
 * Form parameters that hold a secret are typed, sent and forgotten; they never reach the disk.
 * @throws WorkbenchError request-invalid, naming the parameter and not its value
 */
export const refuseSecrets = ({ parameters, aside = {} }: Draft): void => {
  const all = [...parameters, ...Object.values(aside).flatMap((list) => list ?? [])]
  const secret = all.find(([name]) => SECRET_PARAMETERS.has(name.toLowerCase()))
  if (secret === undefined) return
  const name = secret[0].toLowerCase()
  throw new WorkbenchError('request-invalid', `A draft is stored on disk, so it does not take ${name}`)
}
