import { audienceFailure, audienceFault, sourceWords } from '../../audience-fault.ts'
import { defineRule, everywhere, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const payloadAudOtherEndpoint = defineRule({
  id: 'payload-aud-other-endpoint',
  title: 'aud is another endpoint of this server',
  object: 'payload',
  source: rfc(7523, '3'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the audience that this server expects, not this endpoint.',
  owns: [
    'payload-aud-other-environment',
    'payload-aud-not-accepted',
    'payload-aud-path-partial',
    'payload-aud-typo',
    'payload-aud-tenant',
    'payload-aud-query-fragment',
    'payload-aud-path-case',
  ],
  check(facts) {
    const fault = audienceFault(facts)
    if (fault === undefined) return pass
    const { others, authorization } = facts.endpoints
    const other = others.find(({ url }) => url === fault.aud)
    const name =
      other?.name ??
      (fault.aud === authorization
        ? 'authorization_endpoint'
        : /\/\.well-known\//.test(fault.aud)
          ? 'a metadata address'
          : undefined)
    return name === undefined
      ? pass
      : audienceFailure(fault, `aud is ${name}; this server wants ${sourceWords(fault.source)}.`)
  },
})
