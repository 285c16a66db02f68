import { capabilityOauthUri } from '../../../facts/endpoint-facts.ts'
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
        members['token_endpoint'] ??
        (document.kind === 'capability-statement' ? capabilityOauthUri(node, 'token') : undefined)
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
