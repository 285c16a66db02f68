import { environmentTag } from '../../../assertion/environment-tag.ts'
import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

export const envMixedEnvironments = defineRule({
  id: 'env-mixed-environments',
  title: 'The addresses belong to different environments',
  object: 'environment',
  source: epicOauth('separate identifiers for production and non-production'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Take every address and the client id from one environment.',
  check({ environment, endpoints }) {
    const tagged = [
      ['the FHIR base', environment.fhirBaseUrl],
      ['the token endpoint', environment.tokenEndpoint],
      ['the address of the request', endpoints.post],
    ].flatMap(([name, url]) => {
      const tag = url === undefined ? undefined : environmentTag(url)
      return tag === undefined ? [] : [{ name, tag, url }]
    })
    const { label } = environment
    if (label === 'production' || label === 'non-production')
      tagged.unshift({ name: 'this environment', tag: label, url: undefined })
    const [first] = tagged
    const other = tagged.find(({ tag }) => tag !== first?.tag)
    if (first === undefined || other === undefined) return pass
    const quoted = (url: string | undefined) => (url === undefined ? '' : ` (${url})`)
    return fail(
      '/environment',
      `${first.name} is ${first.tag}${quoted(first.url)} and ${other.name} is ${other.tag}${quoted(other.url)}.`,
      {
        ...(other.url === undefined ? {} : { actual: other.url }),
        ...(first.url === undefined ? {} : { expected: first.url }),
      },
    )
  },
})
