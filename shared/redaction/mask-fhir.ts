import { parseJson, type JsonNode } from '../json/parse-json.ts'
import { DOTS, maskPatterns } from './mask.ts'

/** Longer answers are cut: this is to see that a token works, not to read a chart. */
const MAX_SHOWN = 20_000

/** Documents about the server itself, with nothing about a person in them. */
const PUBLIC = new Set(['CapabilityStatement', 'Conformance'])

/**
 * A FHIR answer as it may be shown: its shape, with every value as dots but the resource types. What the server says
 * about itself, and about an error, is shown. What does not parse is not.
 */
export function maskFhirBody(text: string): string | undefined {
  const parsed = parseJson(text)
  if (!parsed.ok || parsed.node.kind !== 'object') return undefined
  const type = parsed.node.members.find(({ name }) => name === 'resourceType')?.value
  const resource = type?.kind === 'string' ? type.value : ''
  if (PUBLIC.has(resource)) return text.slice(0, MAX_SHOWN)
  if (resource === 'OperationOutcome') return maskPatterns(text.slice(0, MAX_SHOWN))
  return print(parsed.node, '').slice(0, MAX_SHOWN)
}

function print(node: JsonNode, indent: string): string {
  const inner = `${indent}  `
  switch (node.kind) {
    case 'object': {
      if (node.members.length === 0) return '{}'
      const rows = node.members.map(({ name, value }) =>
        name === 'resourceType' && value.kind === 'string' && /^[A-Z][A-Za-z]{1,60}$/.test(value.value)
          ? `${inner}"resourceType": "${value.value}"`
          : `${inner}${JSON.stringify(maskPatterns(name))}: ${print(value, inner)}`,
      )
      return `{\n${rows.join(',\n')}\n${indent}}`
    }
    case 'array':
      return node.items.length === 0
        ? '[]'
        : `[\n${node.items.map((item) => inner + print(item, inner)).join(',\n')}\n${indent}]`
    default:
      return `"${DOTS}"`
  }
}
