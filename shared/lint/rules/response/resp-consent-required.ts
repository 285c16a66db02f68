import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { openidCore } from '../../sources.ts'

export const respConsentRequired = defineRule({
  id: 'resp-consent-required',
  title: 'Consent is missing',
  object: 'response',
  source: openidCore('3.1.2.6'),
  severity: everywhere('info'),
  proof: 'S',
  fix: 'The assertion passed: grant consent, or pre-authorise the user for every scope asked.',
  check({ response, callback }) {
    const error = response?.error ?? callback?.param('error')
    const text = response?.errorDescription ?? callback?.param('error_description') ?? ''
    const named =
      error === 'consent_required' || /has\s?n[o']t approved this consumer|consent (is )?required/i.test(text)
    return named ? fail('/tokenResponse/body', 'The answer asks for consent.') : pass
  },
})
