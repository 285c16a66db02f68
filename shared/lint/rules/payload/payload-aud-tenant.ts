import { editDistance } from '../../../assertion/edit-distance.ts'
import { audienceFailure, audienceFault } from '../../audience-fault.ts'
import { defineRule, everywhere, pass } from '../../define-rule.ts'
import { entraCredentials } from '../../sources.ts'

const TYPO = 3
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const payloadAudTenant = defineRule({
  id: 'payload-aud-tenant',
  title: 'aud names another tenant',
  object: 'payload',
  source: entraCredentials(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Use the endpoint of the very tenant that is called.',
  owns: ['payload-aud-not-accepted', 'payload-aud-typo'],
  check(facts) {
    const fault = audienceFault(facts)
    if (fault === undefined || fault.difference !== undefined) return pass
    if (!URL.canParse(fault.aud) || !URL.canParse(fault.expected)) return pass
    const [mine, wanted] = [new URL(fault.aud), new URL(fault.expected)]
    if (mine.origin !== wanted.origin) return pass
    const segment = differingSegment(mine.pathname.split('/'), wanted.pathname.split('/'))
    if (segment === undefined) return pass
    return audienceFailure(
      fault,
      `aud names "${segment.mine}" where the request goes to "${segment.wanted}".`,
    )
  },
})

/** The one path segment, or the pair /hosts/{host}, in which the paths differ; a spelling slip is no tenant. */
function differingSegment(mine: string[], wanted: string[]): { mine: string; wanted: string } | undefined {
  if (mine.length === wanted.length) {
    const at = mine.flatMap((each, index) => (each === wanted[index] ? [] : [index]))
    const [only] = at
    if (at.length !== 1 || only === undefined) return undefined
    const pair = { mine: mine[only] ?? '', wanted: wanted[only] ?? '' }
    // One digit of a UUID names another tenant; one letter of a word is a slip.
    const isId = UUID.test(pair.mine) && UUID.test(pair.wanted)
    return isId || editDistance(pair.mine, pair.wanted, TYPO) > TYPO ? pair : undefined
  }
  const without = (path: string[]) =>
    path.filter((each, index) => each !== 'hosts' && path[index - 1] !== 'hosts').join('/')
  if (without(mine) !== without(wanted)) return undefined
  const host = (path: string[]) =>
    path.includes('hosts') ? `/hosts/${path[path.indexOf('hosts') + 1] ?? ''}` : 'no /hosts segment'
  return { mine: host(mine), wanted: host(wanted) }
}
