import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const respErrorShape = defineRule({
  id: 'resp-error-shape',
  title: 'The answer is not shaped as OAuth wants',
  object: 'response',
  source: rfc(6749, '5.2'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: "Read this vendor's own form of errors.",
  check({ response, masked }) {
    if (response?.status === undefined) return pass
    const ok = response.status >= 200 && response.status < 300
    if (ok && response.error !== undefined) {
      return fail(
        '/tokenResponse/body',
        `The status is ${response.status} and the body carries the error ${response.error}.`,
      )
    }
    if (ok || response.error !== undefined) return pass
    // Known by its status only: whether there was a body is not known.
    if (response.body === undefined && masked.has('/tokenResponse/body')) return pass
    const what = !response.body ? 'has no body' : 'has no "error" member'
    return fail('/tokenResponse/body', `The answer ${response.status} ${what}.`)
  },
})
