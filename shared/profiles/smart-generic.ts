import type { Profile } from './profile.ts'

export const smartGeneric: Profile = {
  id: 'smart-generic',
  name: 'SMART App Launch 2.2',
  family: 'smart',
  parameters: {
    aud: ['TOK'],
    audArray: 'avoid',
    algs: ['RS384', 'ES384'],
    algsOtherOk: true,
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
      name: 'aud',
      value: 'The token URL, which is also where the request goes',
      standing: 'documented',
      source: 'SMART App Launch 2.2.0',
      url: 'https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html',
    },
    {
      name: 'alg',
      value: 'RS384 and ES384 are the pair; others are permitted',
      standing: 'documented',
      source: 'SMART App Launch 2.2.0',
      url: 'https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html',
    },
    {
      name: 'typ and kid',
      value: 'Both required; typ is JWT, kid is unique in the set',
      standing: 'documented',
      source: 'SMART App Launch 2.2.0',
      url: 'https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html',
    },
    {
      name: 'lifetime',
      value: 'exp at most five minutes ahead',
      standing: 'documented',
      source: 'SMART App Launch 2.2.0',
      url: 'https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html',
    },
    { name: 'clock tolerance', value: 'Not specified', standing: 'unknown', source: 'nothing found' },
    {
      name: 'scope',
      value: 'Required with client_credentials',
      standing: 'documented',
      source: 'SMART App Launch 2.2.0, backend services',
      url: 'https://hl7.org/fhir/smart-app-launch/backend-services.html',
    },
  ],
  reason: {
    where: "In the server's own log; SMART encourages error_description for backend services.",
    how: [
      'Ask the operator for the log of the token endpoint at the time of the attempt (UTC), with the client id and the jti.',
    ],
    standing: 'documented',
    source: 'SMART App Launch 2.2.0',
  },
}
