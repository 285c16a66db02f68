import type { Profile } from './profile.ts'

export const oracleHealth: Profile = {
  id: 'oracle-health',
  name: 'Oracle Health',
  family: 'smart',
  parameters: {
    aud: ['TOK'],
    audArray: 'avoid',
    algs: ['RS384', 'ES384'],
    algsOtherOk: false,
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
      name: 'aud, kid, exp, jti',
      about: ['aud', 'audArray', 'kid', 'maxLifetimeS', 'lifetimeBasis', 'typ', 'jtiReplay', 'clientIdParam'],
      value: 'As SMART Backend Services, by reference',
      standing: 'documented',
      source: 'Oracle Health developer documentation',
    },
    {
      name: 'alg',
      about: ['algs', 'algsOtherOk'],
      value: 'RS384 and ES384 in its metadata',
      standing: 'reported',
      source: 'probe of the public metadata',
    },
    {
      name: 'scope',
      about: ['scopeRequired'],
      value: 'Required; an empty one is answered with invalid_scope',
      standing: 'reported',
      source: 'public reports',
    },
    {
      name: 'error form',
      value: 'invalid_client with an error_uri that carries a URN and a correlation id',
      standing: 'reported',
      source: 'public reports',
    },
    {
      name: 'client= in error_uri',
      value: 'unknown where the client was not resolved, the real id in later failures',
      standing: 'reported',
      source: 'our reading of public reports',
    },
  ],
  reason: {
    where: 'In error_uri: percent-decode it, the segment that starts urn:cerner:error names the reason.',
    how: [
      'Read the URN and the client= of error_uri.',
      'Ask Oracle support with the correlation id of the same address.',
    ],
    standing: 'documented',
    source: 'Oracle Health developer documentation',
  },
}
