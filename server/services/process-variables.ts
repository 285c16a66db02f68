import type { listVariables, takeVariable } from '../../shared/contract/variables.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { fieldOfName, isSecretName, isSecretValue } from '../../shared/environment/settings-of-variables.ts'
import { findResidue } from '../../shared/redaction/find-residue.ts'

export interface ProcessVariables {
  list(): ResponseOf<typeof listVariables>
  take(request: RequestOf<typeof takeVariable>): ResponseOf<typeof takeVariable>
}

const MAX_NAMES = 1_000
const MAX_NAME = 200
/** No client id, address or scope list is longer. Characters. */
const MAX_VALUE = 2_048

/**
 * The variables of the process, for the page: all names, and a value only where the name is one that an environment
 * has a field for and the value has the look of no secret.
 */
export const makeProcessVariables = (env: NodeJS.ProcessEnv): ProcessVariables => ({
  list: () => ({
    names: Object.keys(env)
      .filter((name) => name !== '' && name.length <= MAX_NAME)
      .sort()
      .slice(0, MAX_NAMES),
  }),
  take: ({ name }) => {
    const value = Object.hasOwn(env, name) ? env[name] : undefined
    const withheld = whyWithheld(name, value)
    return withheld === undefined ? { name, value: value ?? '' } : { name, withheld }
  },
})

function whyWithheld(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return 'it is not set'
  if (isSecretName(name)) return 'a secret by its name; its value stays in the program'
  if (fieldOfName(name) === undefined) return 'no field has this name'
  if (value.length > MAX_VALUE) return 'its value is too long'
  const residue = isSecretValue(value) ? 'a secret' : findResidue(value, [])?.what
  return residue === undefined ? undefined : `its value looks like ${residue} and stays in the program`
}
