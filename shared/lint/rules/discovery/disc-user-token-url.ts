import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartAsymmetric } from '../../sources.ts'

export const discUserTokenUrl = defineRule({
  id: 'disc-user-token-url',
  title: 'The token endpoint entered by hand is not the published one',
  object: 'discovery',
  source: smartAsymmetric(),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Prefer the published token endpoint.',
  check({ environment, endpoints }) {
    const entered = environment.tokenEndpoint
    const published = endpoints.discoveredToken
    if (entered === undefined || published === undefined || entered === published) return pass
    const { index } = compareText(entered, published)
    return fail(
      '/environment/tokenEndpoint',
      `The token endpoint entered differs from the published one at index ${index}.`,
      {
        actual: entered,
        expected: published,
        index,
      },
    )
  },
})
