import type { Profile } from './profile.ts'

export const athenahealth: Profile = {
  id: 'athenahealth',
  name: 'athenahealth',
  family: 'smart',
  parameters: {
    audArray: 'avoid',
    maxLifetimeS: 300,
    lifetimeBasis: ['exp-now'],
    kid: 'required',
    typ: 'JWT-required',
    jtiReplay: 'required',
    clientIdParam: 'omit-in-code-flow',
    scopeRequired: 'client_credentials',
  },
  facts: [
    {
      name: 'accepted aud',
      about: ['aud'],
      value: "Not known: old public code used the token URL on the issuer's host",
      standing: 'unknown',
      source: 'nothing found',
    },
    {
      name: 'issuer',
      value: 'On another host than the token endpoint',
      standing: 'reported',
      source: 'probe of the public metadata',
    },
    {
      name: 'rate',
      value: 'New tokens: 50 a minute in production, 5 in preview',
      standing: 'documented',
      source: 'athenahealth developer documentation',
    },
    {
      name: 'client ids',
      value: 'One for the preview app, one for the production app',
      standing: 'documented',
      source: 'athenahealth developer documentation',
    },
    {
      name: 'SMART rules',
      about: [
        'audArray',
        'maxLifetimeS',
        'lifetimeBasis',
        'kid',
        'typ',
        'jtiReplay',
        'clientIdParam',
        'scopeRequired',
      ],
      value:
        'Taken from SMART App Launch until this server says otherwise: single aud, typ, kid, jti once, exp within five minutes, scope',
      standing: 'reported',
      source: 'our assumption, as it serves SMART on FHIR',
    },
  ],
  reason: {
    where: "In athenahealth's own logs.",
    how: ['Ask developer support with the time of the request (UTC) and the client id.'],
    standing: 'unknown',
    source: 'nothing found',
  },
}
