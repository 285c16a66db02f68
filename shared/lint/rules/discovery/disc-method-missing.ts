import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const discMethodMissing = defineRule({
  id: 'disc-method-missing',
  title: 'The server does not list private_key_jwt',
  object: 'discovery',
  source: rfc(8414, '2'),
  severity: { epic: 'warning', smart: 'warning', rfc7523: 'warning', fapi2: 'error' },
  proof: 'S',
  fix: 'Ask whether authentication by key is switched on for this server.',
  check({ discovery }) {
    const lists = discovery.flatMap(({ documentIndex, members }) => {
      const methods = members['token_endpoint_auth_methods_supported']
      return Array.isArray(methods) ? [{ documentIndex, methods }] : []
    })
    if (lists.some(({ methods }) => methods.includes('private_key_jwt'))) return pass
    const [first] = lists
    if (first === undefined) return pass
    return fail(
      `/documents/${first.documentIndex}/body`,
      `The server lists ${first.methods.join(', ')}, not private_key_jwt.`,
      {
        actual: first.methods.join(', '),
        expected: 'private_key_jwt',
      },
    )
  },
})
