import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const tokreqCharsetSuffix = defineRule({
  id: 'tokreq-charset-suffix',
  title: 'The Content-Type carries a parameter',
  object: 'token-request',
  source: rfc(6749),
  severity: everywhere('info'),
  proof: 'H',
  fix: 'Drop the parameter if nothing else is left: the form type has none.',
  check({ request }) {
    if (request?.mediaType !== 'application/x-www-form-urlencoded') return pass
    const sent = request.header('content-type') ?? ''
    const parameter = sent.slice(sent.indexOf(';') + 1).trim()
    if (!sent.includes(';') || parameter === '') return pass
    const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(parameter)?.[1]
    const foreign = charset !== undefined && charset.toLowerCase() !== 'utf-8'
    return fail(
      '/tokenRequest/headers',
      foreign
        ? `The Content-Type names the charset ${charset}; form bodies are UTF-8.`
        : `The Content-Type carries "${parameter}", which is legal but which strict parsers may refuse.`,
      { actual: sent, expected: 'application/x-www-form-urlencoded', severity: foreign ? 'warning' : 'info' },
    )
  },
})
