import { compareText } from '../../../assertion/compare-text.ts'
import { defineRule, fail, pass } from '../../define-rule.ts'
import { rfc } from '../../sources.ts'

export const discIssuerMismatch = defineRule({
  id: 'disc-issuer-mismatch',
  title: 'The metadata names another issuer than the one asked for',
  object: 'discovery',
  source: rfc(8414, '3.3'),
  severity: { epic: 'off', smart: 'off', rfc7523: 'error', fapi2: 'error', athenahealth: 'info' },
  proof: 'P',
  fix: 'Do not use this document; find the issuer that it belongs to.',
  check({ discovery, environment }) {
    for (const { document, documentIndex, members } of discovery) {
      const issuer = members['issuer']
      const derived = askedIssuer(document.kind, document.url)
      const asked = derived === undefined ? undefined : (environment.issuer ?? derived)
      if (typeof issuer !== 'string' || asked === undefined || issuer === asked) continue
      // Both well-known addresses are made without the issuer's final slash, so the address does not tell it.
      if (environment.issuer === undefined && issuer.replace(/\/$/, '') === asked) continue
      const { index } = compareText(issuer, asked)
      return fail(
        `/documents/${documentIndex}/body`,
        `The document says issuer ${issuer}; it was fetched for ${asked}.`,
        {
          actual: issuer,
          expected: asked,
          index,
        },
      )
    }
    return pass
  },
})

function askedIssuer(kind: string, url: string): string | undefined {
  if (kind === 'openid-configuration') {
    return /^(.*)\/\.well-known\/openid-configuration$/s.exec(url)?.[1]
  }
  if (kind !== 'oauth-authorization-server') return undefined
  const match = /^(https?:\/\/[^/]+)\/\.well-known\/oauth-authorization-server(\/.*)?$/s.exec(url)
  return match ? `${match[1]}${match[2] ?? ''}` : undefined
}
