import { compareText } from '../../../assertion/compare-text.ts'
import { setMember } from '../../../json/edit-json.ts'
import { isSelfSigned, textClaim } from '../../claims.ts'
import { defineRule, everywhere, fail, pass, unknown } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const payloadIssNotClientId = defineRule({
  id: 'payload-iss-not-client-id',
  title: 'iss is not the registered client id',
  object: 'payload',
  source: smartAsymmetric(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Copy the registered client id exactly.',
  check(facts) {
    const iss = textClaim(facts, 'iss')
    if (iss === undefined) return pass
    const registered = isSelfSigned(facts)
      ? facts.environment.clientId
      : facts.environment.registration?.federated?.issuer
    if (registered === undefined || registered === '')
      return isSelfSigned(facts) ? unknown('the client id that is registered at this server') : pass
    if (iss === registered) return pass
    const { index } = compareText(iss, registered)
    const near =
      iss.trim() === registered
        ? ', by white space'
        : iss.toLowerCase() === registered.toLowerCase()
          ? ', by letter case'
          : ''
    return fail(
      '/assertion/payload/iss',
      `iss differs from the registered ${isSelfSigned(facts) ? 'client id' : 'issuer'} at index ${index}${near}.`,
      {
        actual: iss,
        expected: registered,
        index,
        edit: {
          label: 'Use the registered value',
          target: 'payloadText',
          apply: (text) => both(text, iss, registered),
        },
      },
    )
  },
})

/** iss, and sub with it where it held the same text. */
function both(text: string, iss: string, registered: string): string {
  const literal = JSON.stringify(registered)
  const withIss = setMember(text, 'iss', literal)
  return new RegExp(`"sub"\\s*:\\s*${escapeRegExp(JSON.stringify(iss))}`).test(text)
    ? setMember(withIss, 'sub', literal)
    : withIss
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
