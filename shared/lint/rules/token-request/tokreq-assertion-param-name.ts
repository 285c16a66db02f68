import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

/** `{` and then a quote, a space or a line break, in base64url. */
const LOOKS_LIKE_JWT = /^e[wy][\w-]+\.[\w-]+\.[\w-]*$/

export const tokreqAssertionParamName = defineRule({
  id: 'tokreq-assertion-param-name',
  title: 'The assertion travels under another name',
  object: 'token-request',
  source: rfc(7521, '4.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send the JWT as client_assertion in the body.',
  owns: ['tokreq-assertion-missing', 'tokreq-two-methods', 'header-not-a-client-assertion'],
  check({ request }) {
    if (request === undefined || request.param('client_assertion') !== undefined) return pass
    const report = (where: string, pointer: string) =>
      fail(pointer, `The JWT is sent as ${where}; client authentication reads it from client_assertion.`, {
        actual: where,
        expected: 'client_assertion',
      })
    if (/^bearer\s+e[wy][\w-]+\.[\w-]+\./i.test(request.header('authorization') ?? '')) {
      return report('an Authorization: Bearer header', '/tokenRequest/headers')
    }
    if (LOOKS_LIKE_JWT.test(request.param('client_secret') ?? ''))
      return report('client_secret', '/tokenRequest/body')
    const isGrant = request.param('grant_type')?.endsWith(':jwt-bearer') === true
    if (!isGrant && LOOKS_LIKE_JWT.test(request.param('assertion') ?? ''))
      return report('assertion', '/tokenRequest/body')
    return pass
  },
})
