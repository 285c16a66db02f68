import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqBasicPercentEncoded = defineRule({
  id: 'tokreq-basic-percent-encoded',
  title: 'The Basic credential holds percent-encoded characters',
  object: 'token-request',
  source: rfc(6749, '2.3.1'),
  severity: { epic: 'error', smart: 'info', rfc7523: 'info', fapi2: 'info' },
  proof: 'S',
  fix: 'Send base64 of the raw id:secret to this server.',
  check({ request, profile }) {
    const encoded = /^basic\s+([A-Za-z0-9+/=]+)$/i.exec(request?.header('authorization') ?? '')?.[1]
    if (encoded === undefined || encoded.replace(/=+$/, '').length % 4 === 1) return pass
    const decoded = atob(encoded.replace(/=+$/, ''))
    if (!/%[0-9a-f]{2}/i.test(decoded)) return pass
    return fail(
      '/tokenRequest/headers',
      profile.family === 'epic'
        ? 'The Basic credential is percent-encoded before base64; this server reads the raw id and secret.'
        : 'The Basic credential is percent-encoded before base64, as RFC 6749 asks; some servers read it raw.',
    )
  },
})
