import { isObject } from '../../../json/is-object.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqMtls = defineRule({
  id: 'tokreq-mtls',
  title: 'The server has another token endpoint for mutual TLS',
  object: 'token-request',
  source: rfc(8705, '5'),
  severity: everywhere('info'),
  proof: 'H',
  fix: 'If your client is registered for mutual TLS, send to that address with your client certificate (step 1).',
  check({ discovery, endpoints: { post }, response }) {
    // A token shows that this client does not need it.
    if (post === undefined || response?.status === 200) return pass
    for (const { members } of discovery) {
      const aliases = members['mtls_endpoint_aliases']
      const alias = isObject(aliases) ? aliases['token_endpoint'] : undefined
      if (typeof alias === 'string' && alias !== post)
        return fail(
          '/tokenRequest/url',
          `The metadata of this server names ${alias} for clients with a TLS certificate; the request goes to ${post}.`,
          { actual: post, expected: alias },
        )
    }
    return pass
  },
})
