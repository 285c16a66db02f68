import { algKeyConflict } from '../../../assertion/algorithms.ts'
import { setMember } from '../../../json/edit-json.ts'
import { headerOf } from '../../claims.ts'
import { kidOfThisKey } from '../../published-key.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const headerKidMissing = defineRule({
  id: 'header-kid-missing',
  title: 'kid is missing',
  object: 'header',
  source: smartAsymmetric(),
  severity: {
    epic: 'error',
    smart: 'error',
    rfc7523: 'info',
    fapi2: 'info',
    'cms-dpc': 'error',
    okta: 'info',
    auth0: 'off',
    entra: 'off',
  },
  proof: 'P',
  fix: "Put the published key's kid into the header.",
  check(facts) {
    const header = headerOf(facts)
    if (header === undefined || header['kid'] !== undefined) return pass
    const alg = typeof header['alg'] === 'string' ? header['alg'] : ''
    const fitting = (facts.jwks?.keys ?? []).filter((key) => algKeyConflict(alg, key) === undefined)
    const kid = kidOfThisKey(facts)
    const more =
      kid === undefined
        ? {}
        : {
            expected: kid,
            edit: {
              label: `Add kid ${kid}`,
              target: 'headerText' as const,
              apply: (text: string) => setMember(text, 'kid', JSON.stringify(kid)),
            },
          }
    const report = (why: string, weight: object = {}) =>
      fail('/assertion/header/kid', `kid is missing${why}.`, { ...more, ...weight })
    if (facts.profile.family === 'epic' && facts.environment.registration?.keyMode === 'uploaded-key') {
      return report('; an uploaded key is found without it', { severity: 'info', proof: 'H' })
    }
    const demand = facts.profile.parameters.kid
    if (demand === 'required' || demand === 'required-with-jwks')
      return report('; this server finds the key by it')
    if (fitting.length > 1) {
      return report(
        `, and ${fitting.length} published keys fit ${alg || 'the assertion'}`,
        facts.profile.id === 'okta' ? { severity: 'error' } : { severity: 'warning', proof: 'S' },
      )
    }
    // One fitting key, or an optional kid: nothing can go wrong for the want of it.
    return facts.profile.id === 'okta' ? pass : report('', { proof: 'H' })
  },
})
