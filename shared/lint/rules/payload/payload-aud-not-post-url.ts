import { audiencesOf } from '../../audience-fault.ts'
import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const payloadAudNotPostUrl = defineRule({
  id: 'payload-aud-not-post-url',
  title: 'aud is the published token URL, and the request goes elsewhere',
  object: 'payload',
  source: smartAsymmetric(),
  severity: { epic: 'error', smart: 'error', rfc7523: 'warning', fapi2: 'off', okta: 'error' },
  proof: 'S',
  fix: 'Send to the published address, or ask the site which audience it allows behind its gateway.',
  owns: ['payload-aud-not-accepted', 'payload-aud-typo'],
  check(facts) {
    const { post, discoveredToken } = facts.endpoints
    const [aud] = audiencesOf(facts) ?? []
    if (aud === undefined || post === undefined || discoveredToken === undefined) return pass
    if (aud !== discoveredToken || post === discoveredToken) return pass
    // A decorated address is the fault of the request, and tokreq-url-decorated names it.
    if (post.replace(/[?#/\s].*$/s, '') === '' || post.startsWith(discoveredToken)) return pass
    return fail('/assertion/payload/aud', `aud is the published token URL; the request goes to ${post}.`, {
      actual: aud,
      expected: post,
      index: compareText(aud, post).index,
    })
  },
})
