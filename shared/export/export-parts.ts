import { ASSERTION_TYPE, GRANT_TYPES, type Grant } from '../token-request/build-token-request.ts'

/** What every form is made from: the texts as typed, never a key. */
export interface ExportParts {
  readonly tokenEndpoint: string
  readonly flow: Grant
  readonly headerText: string
  readonly payloadText: string
  readonly lifetimeS: number
  /** Decoded form parameters besides the grant and the assertion, in order. */
  readonly parameters: readonly (readonly [string, string])[]
  /** Only where a person asked for the live value; otherwise `$ASSERTION` stands there. */
  readonly assertion?: string
}

/** Parameters that are secrets: a form names the variable that holds them instead. */
const SECRET_VARIABLES: Readonly<Record<string, string>> = {
  code: 'CODE',
  code_verifier: 'CODE_VERIFIER',
  refresh_token: 'REFRESH_TOKEN',
  client_secret: 'CLIENT_SECRET',
}

/** All parameters of the request in the order in which they are sent; secrets as the name of a variable. */
export function exportedParameters(
  parts: ExportParts,
): readonly { readonly name: string; readonly value?: string; readonly variable?: string }[] {
  return [
    { name: 'grant_type', value: GRANT_TYPES[parts.flow] },
    ...parts.parameters.map(([name, value]) => {
      const variable = SECRET_VARIABLES[name]
      return variable === undefined ? { name, value } : { name, variable }
    }),
    { name: 'client_assertion_type', value: ASSERTION_TYPE },
    parts.assertion === undefined
      ? { name: 'client_assertion', variable: 'ASSERTION' }
      : { name: 'client_assertion', value: parts.assertion },
  ]
}
