import type { JsonNode } from '../../../json/parse-json.ts'
import { member } from '../../../json/parse-json.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartConformance } from '../../sources.ts'

export const discTokenConflict = defineRule({
  id: 'disc-token-conflict',
  title: 'The documents name different token endpoints',
  object: 'discovery',
  source: smartConformance(),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Take the address of the request and aud from the same document.',
  check({ discovery }) {
    const named = discovery.flatMap(({ document, documentIndex, members, node }) => {
      const url =
        members['token_endpoint'] ?? (document.kind === 'capability-statement' ? oauthToken(node) : undefined)
      return typeof url === 'string' ? [{ url, documentIndex, kind: document.kind }] : []
    })
    const [first] = named
    const other = named.find(({ url }) => url !== first?.url)
    if (first === undefined || other === undefined) return pass
    return fail(
      `/documents/${other.documentIndex}/body`,
      `The ${first.kind} names ${first.url}, the ${other.kind} names ${other.url}.`,
      { actual: other.url, expected: first.url },
    )
  },
})

/** `rest.security.extension[oauth-uris].extension[token].valueUri` of a CapabilityStatement. */
function oauthToken(node: JsonNode | undefined): string | undefined {
  const items = (parent: JsonNode | undefined, name: string): readonly JsonNode[] => {
    const value = member(parent, name)?.value
    return value?.kind === 'array' ? value.items : []
  }
  const text = (parent: JsonNode, name: string): string | undefined => {
    const value = member(parent, name)?.value
    return value?.kind === 'string' ? value.value : undefined
  }
  for (const rest of items(node, 'rest')) {
    for (const extension of items(member(rest, 'security')?.value, 'extension')) {
      if (!text(extension, 'url')?.endsWith('/oauth-uris')) continue
      for (const uri of items(extension, 'extension')) {
        if (text(uri, 'url') === 'token') return text(uri, 'valueUri')
      }
    }
  }
  return undefined
}
