import type { Draft, Environment } from '../contract/environments.ts'
import { newEnvironment } from './new-environment.ts'
import { draftOfVariables, type VariablesRead } from './settings-of-variables.ts'

/** An environment with what variables fill, named after its server. */
export function environmentOfVariables(
  read: VariablesRead,
  taken: readonly string[],
): { readonly environment: Environment; readonly draft: Draft | undefined } {
  const { settings, profile } = read
  const address = [settings.tokenEndpoint, settings.fhirBaseUrl, settings.issuer].find(
    (each) => each !== undefined,
  )
  const name = address === undefined ? 'From the machine' : new URL(address).host.slice(0, 80)
  return {
    environment: newEnvironment({ name, from: { profile, settings }, taken }),
    draft: draftOfVariables(read),
  }
}
