import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'
import { isPrivateHost } from '../../../assertion/hosts.ts'

const NAMED = /(?:expected|must be|should be|audience)[^]{0,60}?(https?:\/\/[^\s"'<>\\,;)\]]+)/gi

export const respAudienceNamed = defineRule({
  id: 'resp-audience-named',
  title: 'The answer names another audience',
  object: 'response',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Send the audience that is named, if it names this very server; else report it.',
  check({ response, assertion, endpoints }) {
    const aud = assertion?.payload?.members['aud']
    const text = response?.errorDescription ?? (response?.error === undefined ? response?.body : undefined)
    if (typeof aud !== 'string' || text === undefined || !/aud/i.test(text)) return pass
    const named = [...text.slice(0, 4096).matchAll(NAMED)]
      .map((match) => match[1]?.replace(/\.$/, ''))
      .find((url) => url !== aud)
    if (named === undefined) return pass
    const odd = URL.canParse(named) && (/[^:]\/\//.test(named) || isPrivateHost(new URL(named).hostname))
    const advertised = aud === endpoints.discoveredToken || aud === endpoints.post
    return fail(
      '/assertion/payload/aud',
      odd && advertised
        ? `The answer names the audience ${named}, an inside address of the server; aud is the published one.`
        : `The answer names the audience ${named}; aud is ${aud}.`,
      { actual: aud, expected: named },
    )
  },
})
