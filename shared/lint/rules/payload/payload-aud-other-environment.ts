import { environmentTag } from '../../../assertion/environment-tag.ts'
import { audienceFailure, audienceFault } from '../../audience-fault.ts'
import { defineRule, everywhere, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const payloadAudOtherEnvironment = defineRule({
  id: 'payload-aud-other-environment',
  title: 'aud belongs to another environment',
  object: 'payload',
  source: epicOauth('separate environments'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Take aud from the same metadata document as the address of the request.',
  owns: ['payload-aud-not-accepted', 'payload-aud-tenant', 'payload-aud-typo', 'env-mixed-environments'],
  check(facts) {
    const fault = audienceFault(facts)
    if (fault === undefined || fault.difference !== undefined) return pass
    if (!URL.canParse(fault.aud) || !URL.canParse(fault.expected)) return pass
    const [mine, wanted] = [new URL(fault.aud), new URL(fault.expected)]
    const isSibling =
      environmentTag(fault.aud) !== environmentTag(fault.expected) ||
      (mine.hostname !== wanted.hostname &&
        (mine.pathname === wanted.pathname || sameSite(mine.hostname, wanted.hostname)))
    if (mine.hostname === wanted.hostname && environmentTag(fault.aud) === environmentTag(fault.expected))
      return pass
    if (!isSibling) return pass
    return audienceFailure(fault, `aud names ${mine.host}; the request goes to ${wanted.host}.`)
  },
})

/** Hosts that share their last two labels are siblings of one vendor or one owner. */
const sameSite = (a: string, b: string): boolean =>
  a.split('.').slice(-2).join('.') === b.split('.').slice(-2).join('.')
