import { expect, it } from 'vitest'
import { discoveryCandidates } from './discovery-candidates.ts'

const urls = (text: string): readonly string[] => {
  const found = discoveryCandidates(text)
  return found.ok ? found.candidates.map(({ url }) => url) : []
}

it.each([
  {
    why: 'a FHIR base',
    text: 'https://ehr.example/fhir/r4/',
    want: [
      'https://ehr.example/fhir/r4/.well-known/smart-configuration',
      'https://ehr.example/fhir/r4/metadata',
      'https://ehr.example/fhir/r4/.well-known/openid-configuration',
      'https://ehr.example/.well-known/oauth-authorization-server/fhir/r4',
    ],
  },
  {
    why: 'an issuer with a path: RFC 8414 inserts its own after the host',
    text: 'https://as.example/tenant/a',
    want: [
      'https://as.example/tenant/a/.well-known/openid-configuration',
      'https://as.example/.well-known/oauth-authorization-server/tenant/a',
    ],
  },
  {
    why: 'a token endpoint of Keycloak',
    text: 'https://id.example/realms/r/protocol/openid-connect/token',
    want: ['https://id.example/realms/r/.well-known/openid-configuration'],
  },
  {
    why: 'a token endpoint of Okta',
    text: 'https://x.okta.com/oauth2/default/v1/token',
    want: ['https://x.okta.com/oauth2/default/.well-known/openid-configuration'],
  },
  {
    why: 'a token endpoint of Entra',
    text: 'https://login.microsoftonline.com/t/oauth2/v2.0/token',
    want: ['https://login.microsoftonline.com/t/v2.0/.well-known/openid-configuration'],
  },
  {
    why: 'a token endpoint of Epic leads to the FHIR base beside it',
    text: 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token',
    want: ['https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4/.well-known/smart-configuration'],
  },
  {
    why: 'the address of a SMART configuration',
    text: 'https://ehr.example/r4/.well-known/smart-configuration',
    want: ['https://ehr.example/r4/.well-known/smart-configuration', 'https://ehr.example/r4/metadata'],
  },
  {
    why: 'the address of RFC 8414 metadata',
    text: 'https://as.example/.well-known/oauth-authorization-server/t',
    want: [
      'https://as.example/.well-known/oauth-authorization-server/t',
      'https://as.example/t/.well-known/openid-configuration',
    ],
  },
])('$why', ({ text, want }) => expect(urls(text)).toEqual(expect.arrayContaining(want)))

it('asks each place once', () => {
  for (const text of ['https://as.example', 'https://as.example/token', 'https://as.example/oauth2/token'])
    expect(new Set(urls(text)).size).toBe(urls(text).length)
})

it.each(['', 'ehr.example/fhir', 'file:///etc/passwd', 'javascript:alert(1)'])(
  'takes no address that is none: %s',
  (text) => expect(discoveryCandidates(text).ok).toBe(false),
)
