import { exportedParameters, type ExportParts } from './export-parts.ts'
import { shellQuote } from './shell-quote.ts'

/** A curl command with one parameter a line; secrets come from variables of the shell. */
export function asCurl(parts: ExportParts): string {
  const parameters = exportedParameters(parts).map(({ name, value, variable }) =>
    variable === undefined
      ? `  --data-urlencode ${shellQuote(`${name}=${value ?? ''}`)}`
      : `  --data-urlencode "${name}=$${variable}"`,
  )
  return `${[
    `curl -i ${shellQuote(parts.tokenEndpoint)}`,
    "  -H 'Content-Type: application/x-www-form-urlencoded'",
    "  -H 'Accept: application/json'",
    ...parameters,
  ].join(' \\\n')}\n`
}
