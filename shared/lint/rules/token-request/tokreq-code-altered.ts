import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, everywhere, fail, pass, unknown } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqCodeAltered = defineRule({
  id: 'tokreq-code-altered',
  title: 'The code is not the one that came back',
  object: 'token-request',
  source: rfc(6749, '4.1.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Decode the redirect once and pass the code on unchanged.',
  check({ request, callback, recorded }) {
    const sent = request?.param('code')
    if (!sent) return pass
    const report = (why: string, index?: number) =>
      fail('/tokenRequest/body', `The code in the token request is not the one of the callback${why}.`, {
        ...(index === undefined ? {} : { index }),
      })
    if (recorded.codeMatches !== undefined) return recorded.codeMatches ? pass : report('')
    if (callback === undefined) return pass
    const given = callback.param('code')
    if (given === undefined) return unknown('the callback address with its code')
    if (sent === given) return pass
    return report(named(sent, given), compareText(sent, given).index)
  },
})

function named(sent: string, given: string): string {
  if (sent.replace(/#_=_$/, '') === given) return ': it ends in "#_=_"'
  if (sent.replaceAll(' ', '+') === given) return ': a "+" became a space'
  if (sent.replace(/[\r\n\s]+$/, '') === given) return ': white space follows it'
  if (given.startsWith(sent)) return `: it stops after ${sent.length} of ${given.length} characters`
  if (decodesTo(sent, given)) return ': it is encoded twice'
  if (decodesTo(given, sent)) return ': it was decoded twice'
  return ''
}

function decodesTo(encoded: string, plain: string): boolean {
  try {
    return decodeURIComponent(encoded) === plain
  } catch {
    return false
  }
}
