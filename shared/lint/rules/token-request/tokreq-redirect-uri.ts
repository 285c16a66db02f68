import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqRedirectUri = defineRule({
  id: 'tokreq-redirect-uri',
  title: 'redirect_uri is not the one of the authorization request',
  object: 'token-request',
  source: rfc(6749, '4.1.3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Send the identical redirect_uri in both requests.',
  check({ request, authorization }) {
    if (request === undefined) return pass
    const sent = request.param('redirect_uri')
    const grant = request.param('grant_type')
    if (grant === 'client_credentials' && sent !== undefined) {
      return fail(
        '/tokenRequest/body',
        'redirect_uri is sent with client_credentials, where it has no meaning.',
        {
          severity: 'warning',
        },
      )
    }
    const asked = authorization?.param('redirect_uri')
    if (grant !== 'authorization_code' || asked === undefined || sent === asked) return pass
    if (sent === undefined) {
      return fail('/tokenRequest/body', `redirect_uri is missing; the authorization request had ${asked}.`, {
        expected: asked,
      })
    }
    const { index } = compareText(sent, asked)
    return fail(
      '/tokenRequest/body',
      `redirect_uri differs from the authorization request at index ${index}.`,
      {
        actual: sent,
        expected: asked,
        index,
      },
    )
  },
})
