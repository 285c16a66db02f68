import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

/** What stands behind the endpoint's own address: query, fragment, slash or white space. */
export const tokreqUrlDecorated = defineRule({
  id: 'tokreq-url-decorated',
  title: 'The token URL carries more than the endpoint',
  object: 'token-request',
  source: epicOauth('troubleshooting the token request'),
  severity: everywhere('error'),
  proof: 'S',
  fix: 'Call the token endpoint exactly as the server publishes it.',
  check({ request, endpoints, profile, environment }) {
    const url = request?.url
    if (url === undefined) return pass
    const published = endpoints.discoveredToken ?? environment.tokenEndpoint
    if (published === url) return pass
    const report = (what: string, actual: string) =>
      fail('/tokenRequest/url', `The token URL ${what}.`, {
        actual,
        ...(published === undefined ? {} : { expected: published }),
        proof: profile.family === 'epic' || published !== undefined ? 'P' : 'S',
      })
    const space = /\s/.exec(url)
    if (space) return report(`holds white space at index ${space.index}`, url)
    const mark = /[?#]/.exec(url)
    if (mark && !(published ?? '').includes(mark[0])) {
      return report(`has a "${mark[0]}" at index ${mark.index} that the endpoint does not have`, url)
    }
    if (published !== undefined && url === `${published}/`) {
      return report('ends in one "/" that the endpoint does not have', url)
    }
    return pass
  },
})
