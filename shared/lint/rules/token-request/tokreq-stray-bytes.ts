import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqStrayBytes = defineRule({
  id: 'tokreq-stray-bytes',
  title: 'Stray characters stand in the form body',
  object: 'token-request',
  source: rfc(6749),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Remove the characters that belong to no name and no value.',
  owns: [
    'tokreq-scope-missing',
    'tokreq-scope-wrong-kind',
    'tokreq-assertion-type',
    'tokreq-grant-type',
    'tokreq-assertion-missing',
    'tokreq-param-misspelled',
    'tokreq-form-encoding',
  ],
  check({ request }) {
    const body = request?.body
    if (body === undefined || body === '') return pass
    const report = (what: string, index: number) =>
      fail('/tokenRequest/body', `The body ${what} (index ${index}).`, { index })
    if (body.startsWith('\uFEFF') || body.startsWith('%EF%BB%BF'))
      return report('starts with a byte order mark', 0)
    if (/^[?&]/.test(body)) return report(`starts with "${body.charAt(0)}"`, 0)
    const lineEnd = /[\r\n]+$/.exec(body)
    if (lineEnd) return report('ends in a line break', lineEnd.index)
    for (const { rawName, name, offset } of request?.form ?? []) {
      if (rawName.startsWith('amp;')) return report('holds the HTML form "&amp;" of an ampersand', offset)
      if (/^\s/.test(name)) return report(`has white space before the name "${name.trim()}"`, offset)
    }
    return pass
  },
})
