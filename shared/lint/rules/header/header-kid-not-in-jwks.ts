import { compareText } from '../../../assertion/compare-text.ts'
import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { defineRule, everywhere, fail, pass, unknown } from '../../define-rule.ts'
import { publishedSelf } from '../../published-key.ts'
import { smartAsymmetric } from '../../sources.ts'

export const headerKidNotInJwks = defineRule({
  id: 'header-kid-not-in-jwks',
  title: 'No published key has this kid',
  object: 'header',
  source: smartAsymmetric(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Copy the kid exactly as published.',
  owns: ['signature-other-key'],
  check(facts) {
    const kid = headerOf(facts)?.['kid']
    if (typeof kid !== 'string' || kid === '' || facts.environment.registration?.keyMode === 'uploaded-key')
      return pass
    const { jwks } = facts
    if (jwks === undefined)
      return facts.endpoints.clientJwks ? unknown('the registered JWK Set: fetch it on the Key step') : pass
    // A set that could not be read, or has nothing in it, is the fault of the set.
    if (jwks.problem !== undefined || jwks.keys.length === 0 || jwks.matching.length > 0) return pass
    if (jwks.document?.status !== undefined && jwks.document.status !== 200) return pass
    if (jwks.keys.every((key) => key.kid === undefined)) return pass
    const near = jwks.keys.find((key) => key.kid !== undefined && same(key.kid, kid))
    const closest =
      publishedSelf(facts)?.kid ?? near?.kid ?? (jwks.keys.length === 1 ? jwks.keys[0]?.kid : undefined)
    const index = closest === undefined ? undefined : compareText(kid, closest).index
    const how = near === undefined ? '' : `; ${near.kid} differs by ${differenceOf(kid, near.kid ?? '')}`
    return fail(
      '/assertion/header/kid',
      `kid is ${kid}; the ${jwks.keys.length === 1 ? 'published key has' : `${jwks.keys.length} published keys have`} another${how}.`,
      {
        actual: kid,
        ...(closest === undefined
          ? {}
          : {
              expected: closest,
              edit: {
                label: `Use ${closest}`,
                target: 'headerText',
                apply: (text) => setMember(text, 'kid', JSON.stringify(closest)),
              },
            }),
        ...(index === undefined ? {} : { index }),
      },
    )
  },
})

const plain = (kid: string): string => {
  const trimmed = kid.trim().replace(/=+$/, '')
  return /%[0-9a-f]{2}/i.test(trimmed) ? decode(trimmed) : trimmed
}
const same = (a: string, b: string): boolean => plain(a).toLowerCase() === plain(b).toLowerCase()

function differenceOf(a: string, b: string): string {
  if (a.trim() === b.trim()) return 'white space'
  if (a.toLowerCase() === b.toLowerCase()) return 'letter case'
  return a.replace(/=+$/, '') === b.replace(/=+$/, '') ? 'padding' : 'encoding'
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
