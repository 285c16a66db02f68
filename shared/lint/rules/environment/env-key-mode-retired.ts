import { defineRule, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

/** Two captures of the vendor's page differ; the later date of each pair. NumericDates. */
const RETIRED_AT = { sandbox: Date.UTC(2026, 1, 1) / 1000, customers: Date.UTC(2026, 4, 1) / 1000 }

export const envKeyModeRetired = defineRule({
  id: 'env-key-mode-retired',
  title: 'Uploaded keys are being retired at this vendor',
  object: 'environment',
  source: epicOauth('retirement of static public keys'),
  severity: { epic: 'warning', smart: 'off', rfc7523: 'off', fapi2: 'off' },
  proof: 'S',
  fix: 'Register a JWK Set URL for this environment.',
  check({ environment, clock, profile }) {
    if (environment.registration?.keyMode !== 'uploaded-key' || clock.localNow === undefined) return pass
    const at = profile.id === 'epic-sandbox' ? RETIRED_AT.sandbox : RETIRED_AT.customers
    if (clock.localNow < at) return pass
    return fail(
      '/environment/registration/keyMode',
      'The registration holds an uploaded key; the vendor announces the end of uploaded keys for this date (its captures differ by months).',
    )
  },
})
