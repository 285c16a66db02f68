import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

const MEANING: Readonly<Record<number, string>> = {
  404: 'there is nothing at this address',
  405: 'this address does not take that method',
  406: 'the server has no answer in the form asked for',
  411: 'the server wants a Content-Length',
  413: 'the request is too large',
  414: 'the address is too long',
  415: 'the server does not take this content type',
  429: 'there were too many requests',
  431: 'the headers are too large',
}

export const respStatusClass = defineRule({
  id: 'resp-status-class',
  title: 'The status is not about client authentication',
  object: 'response',
  source: rfc(9110, '15.5'),
  severity: everywhere('error'),
  proof: 'P',
  fix: 'Mend address, method, size or content type first, or wait for the server.',
  owns: ['resp-error-shape'],
  check({ response }) {
    const status = response?.status ?? 0
    const meaning = status >= 500 ? 'the server or its gateway failed' : MEANING[status]
    // A server may answer an OAuth error with an odd status; then the error speaks.
    if (meaning === undefined || (response?.error !== undefined && status < 500 && status !== 429))
      return pass
    return fail('/tokenResponse/status', `The answer is ${status}: ${meaning}.`, { actual: String(status) })
  },
})
