import type { Attempt } from '../attempt/attempt.ts'
import { parseJson, type JsonNode } from '../json/parse-json.ts'

/** Texts of an attempt that look like a credential and are none: published keys, the two readable parts, digests. */
export function publicTexts({
  assertion,
  tokenRequest,
  documents,
  facts,
  environment,
  history,
}: Attempt): string[] {
  const inBody = /(?:client_assertion|assertion)=([^&]*)/.exec(tokenRequest?.body ?? '')?.[1] ?? ''
  return [
    ...readable(assertion ?? ''),
    ...readable(inBody),
    ...(documents ?? []).flatMap(({ kind, body }) => (/jwks$/.test(kind) ? strings(body ?? '') : [])),
    ...strings(JSON.stringify(environment?.registration?.uploadedJwk ?? {})),
    ...[facts?.keyThumbprint, facts?.assertionSha256].flatMap((each) => each ?? []),
    ...(history ?? []).flatMap(({ keyThumbprint, assertionSha256 }) => [
      keyThumbprint ?? '',
      assertionSha256 ?? '',
    ]),
  ].filter((each) => each !== '')
}

/** `header.payload` and each of the two; never the signature. */
function readable(jwt: string): string[] {
  const [header, payload, signature] = jwt.split('.')
  if (header === undefined || payload === undefined) return []
  return signature === undefined || /^[A-Za-z0-9_-]+$/.test(signature)
    ? [header, payload]
    : [`${header}.${payload}.`]
}

/** Public members of keys; a private one is never let through by being in here. */
const PUBLIC_MEMBERS = new Set(['n', 'e', 'x', 'y', 'kid', 'x5t', 'x5t#S256'])

function strings(text: string): string[] {
  const parsed = parseJson(text)
  if (!parsed.ok) return []
  const found: string[] = []
  const walk = (node: JsonNode): void => {
    if (node.kind === 'array') node.items.forEach(walk)
    if (node.kind !== 'object') return
    for (const { name, value } of node.members) {
      if (value.kind === 'string' && PUBLIC_MEMBERS.has(name)) found.push(value.value)
      walk(value)
    }
  }
  walk(parsed.node)
  return found
}
