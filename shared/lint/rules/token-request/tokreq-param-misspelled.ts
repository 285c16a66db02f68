import { editDistance } from '../../../assertion/edit-distance.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const NAMES = ['grant_type', 'client_assertion', 'client_assertion_type', 'code_verifier', 'redirect_uri']
const KNOWN = new Set([
  ...NAMES,
  'assertion',
  'client_id',
  'client_secret',
  'code',
  'scope',
  'state',
  'refresh_token',
])
const plain = (name: string) => name.toLowerCase().replace(/[-_\s]/g, '')

export const tokreqParamMisspelled = defineRule({
  id: 'tokreq-param-misspelled',
  title: 'A parameter name is misspelled',
  object: 'token-request',
  source: rfc(6749, '4.4.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Write the parameter name exactly.',
  owns: ['tokreq-grant-type', 'tokreq-assertion-missing', 'tokreq-verifier', 'tokreq-redirect-uri'],
  check({ request }) {
    const missing = NAMES.filter((known) => request?.param(known) === undefined)
    // Each name once: a body may repeat one thousands of times.
    for (const name of new Set(request?.form.map((each) => each.name))) {
      if (KNOWN.has(name) || name.length > 40) continue
      const meant = missing
        .map((known) => ({ known, distance: editDistance(plain(name), plain(known), 2) }))
        .filter(({ distance }) => distance <= 2)
        .sort((a, b) => a.distance - b.distance)[0]
      if (!meant) continue
      return fail('/tokenRequest/body', `The body has "${name}" where "${meant.known}" is meant.`, {
        actual: name,
        expected: meant.known,
      })
    }
    return pass
  },
})
