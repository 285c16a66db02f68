import { environmentTag } from '../../../assertion/environment-tag.ts'
import { editDistance } from '../../../assertion/edit-distance.ts'
import { audienceFailure, audienceFault } from '../../audience-fault.ts'
import { defineRule, everywhere, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

const MOST_EDITS = 3

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
    // The published address behind a gateway is payload-aud-not-post-url.
    if (fault.aud === facts.endpoints.discoveredToken) return pass
    if (!URL.canParse(fault.aud) || !URL.canParse(fault.expected)) return pass
    const [mine, wanted] = [new URL(fault.aud), new URL(fault.expected)]
    const isTagged = environmentTag(fault.aud) !== environmentTag(fault.expected)
    if (mine.hostname === wanted.hostname && !isTagged) return pass
    const isSibling =
      isTagged ||
      ((mine.pathname === wanted.pathname || sameSite(mine.hostname, wanted.hostname)) &&
        !isSlip(mine.hostname, wanted.hostname))
    if (!isSibling) return pass
    return audienceFailure(fault, `aud names ${mine.host}; the request goes to ${wanted.host}.`)
  },
})

/** A few letters of the host differ: payload-aud-typo. Numbered hosts are different hosts. */
const isSlip = (a: string, b: string): boolean =>
  a.replace(/\d+/g, '') !== b.replace(/\d+/g, '') && editDistance(a, b, MOST_EDITS) <= MOST_EDITS

/** Hosts that share their last two labels are siblings of one vendor or one owner. */
const sameSite = (a: string, b: string): boolean =>
  a.split('.').slice(-2).join('.') === b.split('.').slice(-2).join('.')
