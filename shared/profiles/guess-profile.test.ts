import { expect, it } from 'vitest'
import { guessProfile } from './guess-profile.ts'

it.each([
  {
    url: 'https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token',
    want: 'epic-sandbox',
    why: 'its own host',
  },
  {
    url: 'https://ehr.example.test/interconnect-prd/oauth2/token',
    want: 'epic-production',
    why: 'the path of a customer',
  },
  { url: 'https://login.microsoftonline.com/x/oauth2/v2.0/token', want: 'entra', why: 'its own host' },
  {
    url: 'https://sso.example.test/realms/main/protocol/openid-connect/token',
    want: 'keycloak',
    why: 'the path',
  },
  { url: 'https://ehr.example.test/fhir/r4', want: 'smart-generic', why: 'a FHIR base' },
  { url: 'https://as.example.test/token', want: 'rfc7523', why: 'nothing gives it away' },
  {
    url: 'https://evil.example.test/?https://fhir.epic.com/',
    want: 'rfc7523',
    why: 'a host in the query is no host',
  },
])('$url → $want: $why', ({ url, want }) => expect(guessProfile(url)).toBe(want))
