import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const FORM = 'application/x-www-form-urlencoded'

export const tokreqContentType = defineRule({
  id: 'tokreq-content-type',
  title: 'The token request is not sent as a form',
  object: 'token-request',
  source: rfc(6749, '4.4.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: `Send Content-Type: ${FORM} with a form body.`,
  owns: [
    'tokreq-body-json',
    'tokreq-stray-bytes',
    'tokreq-form-encoding',
    'tokreq-grant-type',
    'tokreq-assertion-missing',
  ],
  check({ request }) {
    if (request?.body === undefined || request.headers.length === 0) return pass
    const sent = request.header('content-type')
    if (sent === undefined) {
      return fail(
        '/tokenRequest/headers',
        `There is no Content-Type header; a token endpoint wants ${FORM}.`,
        {
          expected: FORM,
        },
      )
    }
    if (request.mediaType === FORM) return pass
    return fail('/tokenRequest/headers', `The Content-Type is ${sent}; a token endpoint wants ${FORM}.`, {
      actual: sent,
      expected: FORM,
    })
  },
})
