import type { TokenRequestFacts } from '../../../facts/facts.ts'
import { defineRule, everywhere, fail, pass, type Failure } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqFormEncoding = defineRule({
  id: 'tokreq-form-encoding',
  title: 'A value is not encoded exactly once',
  object: 'token-request',
  source: rfc(6749),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Encode each value exactly once as application/x-www-form-urlencoded.',
  check({ request }) {
    if (request?.body === undefined || request.mediaType === 'application/json') return pass
    return request.form.length === 0 ? pass : (fault(request) ?? pass)
  },
})

function fault(request: TokenRequestFacts): Failure | undefined {
  for (const { name, rawName, rawValue, value, offset } of request.form) {
    const index = offset + rawName.length + 1
    if (value === undefined) {
      return report(`${name} holds percent bytes that are not UTF-8`, index)
    }
    const twice = /%25[0-9A-Fa-f]{2}/.exec(rawValue)
    if (twice) return report(`${name} is encoded twice ("${twice[0]}")`, index + twice.index)
    const raw = /[ "<>\\^`{|}]|[^\x21-\x7e]/.exec(rawValue)
    if (raw) return report(`${name} holds an unencoded ${JSON.stringify(raw[0])}`, index + raw.index)
    const equals = rawValue.indexOf('=')
    if (equals >= 0)
      return { ...report(`${name} holds an unencoded "="`, index + equals), proof: 'S', severity: 'warning' }
    if (name === 'scope' && rawValue.includes('+') && rawValue.includes('%20')) {
      return {
        ...report('scope separates tokens by "+" and by "%20"; both mean a space', index),
        severity: 'info',
        proof: 'H',
      }
    }
  }
  return undefined
}

const report = (what: string, index: number): Failure =>
  fail('/tokenRequest/body', `${what} (index ${index} of the body).`, { index })
