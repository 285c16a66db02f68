import type { Profile } from './profile.ts'

export const udap: Profile = {
  id: 'udap',
  name: 'UDAP Security',
  family: 'rfc7523',
  parameters: {
    aud: ['TOK'],
    maxLifetimeS: 300,
    lifetimeBasis: ['exp-iat'],
    kid: 'optional',
    jtiReplay: 'yes',
  },
  facts: [
    {
      name: 'x5c',
      value: 'Required in the header',
      standing: 'documented',
      source: 'HL7 UDAP Security',
      url: 'https://hl7.org/fhir/us/udap-security/',
    },
    {
      name: 'lifetime',
      about: ['maxLifetimeS', 'lifetimeBasis'],
      value: 'iat required, exp at most five minutes after it',
      standing: 'documented',
      source: 'HL7 UDAP Security',
      url: 'https://hl7.org/fhir/us/udap-security/',
    },
    {
      name: 'aud, kid and jti',
      about: ['aud', 'kid', 'jtiReplay'],
      value: 'The token URL; kid optional; jti used once',
      standing: 'documented',
      source: 'HL7 UDAP Security',
    },
  ],
  reason: {
    where: "In the server's own log.",
    how: ['Ask the operator with the time of the request (UTC), the client id and the jti.'],
    standing: 'unknown',
    source: 'nothing found',
  },
}
