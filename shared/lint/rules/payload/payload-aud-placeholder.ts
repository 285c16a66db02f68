import { isLoopbackHost } from '../../../assertion/hosts.ts'
import { audienceEdit, audiencesOf } from '../../audience-fault.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

const PLACEHOLDER = /[{}<>$]|YOUR|(^|[/.])example\.(com|org)([/:]|$)/

export const payloadAudPlaceholder = defineRule({
  id: 'payload-aud-placeholder',
  title: 'aud still holds a placeholder',
  object: 'payload',
  source: own('Braces, "YOUR" and the reserved example domains stand in samples, never at a server.'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Fill in the real endpoint.',
  owns: [
    'payload-aud-not-accepted',
    'payload-aud-typo',
    'payload-aud-scheme',
    'payload-aud-path-partial',
    'payload-aud-tenant',
    'payload-aud-other-environment',
  ],
  check(facts) {
    const accepted = facts.endpoints.acceptedAudiences ?? []
    const aud = audiencesOf(facts)?.find((each) => !accepted.some(({ value }) => value === each))
    const { post } = facts.endpoints
    if (aud === undefined || aud === post) return pass
    const postIsLocal = post !== undefined && URL.canParse(post) && isLoopbackHost(new URL(post).hostname)
    const isLocal = URL.canParse(aud) && isLoopbackHost(new URL(aud).hostname) && !postIsLocal
    if (!PLACEHOLDER.test(aud) && !isLocal) return pass
    const expected = accepted[0]?.value
    return fail('/assertion/payload/aud', `aud is "${aud}", which is a placeholder.`, {
      actual: aud,
      ...(expected === undefined ? {} : { expected, edit: audienceEdit(expected) }),
    })
  },
})
