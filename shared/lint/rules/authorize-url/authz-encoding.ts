import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const authzEncoding = defineRule({
  id: 'authz-encoding',
  title: 'A value of the authorization URL is not encoded exactly once',
  object: 'authorize-url',
  source: rfc(6749),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Encode each value exactly once.',
  owns: [
    'authz-redirect-uri',
    'authz-aud-mismatch',
    'authz-endpoint',
    'authz-scope-grammar',
    'authz-redirect-shape',
  ],
  check({ authorization }) {
    if (authorization === undefined) return pass
    const { url } = authorization
    const report = (what: string, index: number) =>
      fail('/authorizationRequest/url', `The URL holds ${what} (index ${index}).`, { index })
    const lineBreak = /[\r\n]/.exec(url)
    if (lineBreak) return report('a line break', lineBreak.index)
    const html = /&amp;/.exec(url)
    if (html) return report('the HTML form "&amp;" of an ampersand', html.index)
    const space = / /.exec(url)
    if (space) return report('an unencoded space', space.index)
    for (const { name, rawName, rawValue, value, offset } of authorization.parameters) {
      const at = offset + rawName.length + 1
      // A scope's search parameters may hold a percent sign of their own; its separators may not.
      const twice = (name === 'scope' ? /%25(2F|20|3A|2A|2E)/i : /%25[0-9A-Fa-f]{2}/).exec(rawValue)
      if (twice) return report(`a value that is encoded twice, ${name}`, at + twice.index)
      if (value === undefined) return report(`percent bytes that are not UTF-8 in ${name}`, at)
    }
    return pass
  },
})
