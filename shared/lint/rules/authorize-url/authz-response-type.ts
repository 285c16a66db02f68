import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { smartLaunch } from '../../sources.ts'

export const authzResponseType = defineRule({
  id: 'authz-response-type',
  title: 'response_type is not code',
  object: 'authorize-url',
  source: smartLaunch(),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Set response_type=code.',
  check({ authorization }) {
    if (authorization === undefined || isPushed(authorization.param)) return pass
    const type = authorization.param('response_type')
    if (type === 'code') return pass
    const said = type === undefined ? 'response_type is missing' : `response_type is "${type}"`
    return fail('/authorizationRequest/url', `${said}; it has to be code.`, {
      ...(type === undefined ? {} : { actual: type }),
      expected: 'code',
    })
  },
})

/** A pushed or signed request keeps its parameters elsewhere (RFC 9126, RFC 9101). */
const isPushed = (param: (name: string) => string | undefined): boolean =>
  param('request_uri') !== undefined || param('request') !== undefined
