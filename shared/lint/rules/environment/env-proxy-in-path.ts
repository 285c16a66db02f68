import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'
import { epicOauth } from '../../sources.ts'

const BLOCK_PAGE =
  /(zscaler|netskope|forcepoint|bluecoat|symantec web|fortiguard|web filter|access (has been )?(denied|blocked) by|proxy authentication)/i

export const envProxyInPath = defineRule({
  id: 'env-proxy-in-path',
  title: 'Something between here and the server handles the request',
  object: 'environment',
  source: epicOauth('proxies'),
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Repeat from a direct network, and compare.',
  check({ response }) {
    if (response === undefined) return pass
    const via = response.header('via')
    if (via !== undefined)
      return fail('/tokenResponse/headers', `The answer came through ${via}.`, { actual: `Via: ${via}` })
    const forwarded = response.headers.find(([name]) => /^x-forwarded-/i.test(name))
    if (forwarded)
      return fail('/tokenResponse/headers', `The answer carries ${forwarded[0]}.`, {
        actual: forwarded.join(': '),
      })
    const page =
      response.mediaType === 'text/html' ? BLOCK_PAGE.exec((response.body ?? '').slice(0, 65_536)) : null
    if (page) return fail('/tokenResponse/body', `The answer is a page of a web filter ("${page[0]}").`)
    return /self.signed certificate in certificate chain|corporate|untrusted root/i.test(
      response.detail ?? '',
    )
      ? fail('/tokenResponse/detail', 'The TLS chain ends in a root of somebody between here and the server.')
      : pass
  },
})
