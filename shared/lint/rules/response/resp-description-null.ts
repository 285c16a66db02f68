import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respDescriptionNull = defineRule({
  id: 'resp-description-null',
  title: 'The error has no description',
  object: 'response',
  source: rfc(6749, '5.2'),
  severity: everywhere('info'),
  proof: 'H',
  fix: 'The answer tells nothing about the cause; look at what was sent.',
  check({ response }) {
    if (response?.error === undefined || response.members === undefined) return pass
    const description = response.members['error_description']
    if (description !== null && description !== '') return pass
    return fail('/tokenResponse/body', `error_description is ${description === null ? 'null' : 'empty'}.`)
  },
})
