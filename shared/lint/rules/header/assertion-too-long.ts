import { defineRule, fail, pass } from '../../define-rule.ts'
import { own } from '../../sources.ts'

const WIDE = 8_192

export const assertionTooLong = defineRule({
  id: 'assertion-too-long',
  title: 'The assertion is very long',
  object: 'header',
  source: own(
    'Header and form limits of common gateways start at 8 KiB; some servers document a limit of their own.',
  ),
  severity: {
    epic: 'warning',
    smart: 'warning',
    rfc7523: 'warning',
    fapi2: 'warning',
    auth0: 'error',
    duende: 'error',
    'node-oidc-provider': 'warning',
  },
  proof: 'P',
  fix: 'Drop extra claims and embedded certificates.',
  check({ assertion, profile, request }) {
    const length = assertion?.raw?.length ?? 0
    const documented = profile.parameters.assertionMaxBytes
    const limit = documented ?? WIDE
    const bodyLimit = 56 * 1_024
    if (profile.id === 'node-oidc-provider' && (request?.body?.length ?? 0) > bodyLimit) {
      return fail('/assertion', `The body has ${request?.body?.length ?? 0} bytes; ${bodyLimit} are taken.`, {
        severity: 'error',
      })
    }
    if (length <= limit) return pass
    return fail(
      '/assertion',
      `The assertion has ${length} bytes; ${limit} are ${documented === undefined ? 'a common limit' : 'taken'}.`,
      {
        actual: String(length),
        expected: String(limit),
        ...(documented === undefined ? { severity: 'warning', proof: 'S' } : {}),
      },
    )
  },
})
