import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respState = defineRule({
  id: 'resp-state',
  title: 'The redirect carries another state',
  object: 'response',
  source: rfc(6749, '4.1.2'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Stop and start the login again.',
  check({ callback, authorization }) {
    const sent = authorization?.param('state')
    if (callback === undefined || !sent) return pass
    const back = callback.param('state')
    if (back === sent) return pass
    if (back === undefined) return fail('/callback/url', 'The redirect has no state.', { expected: sent })
    const { index } = compareText(back, sent)
    return fail(
      '/callback/url',
      `The redirect's state differs from the one that was sent at index ${index}.`,
      {
        actual: back,
        expected: sent,
        index,
      },
    )
  },
})
