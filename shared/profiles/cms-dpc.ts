import type { Profile } from './profile.ts'

export const cmsDpc: Profile = {
  id: 'cms-dpc',
  name: 'CMS Data at the Point of Care',
  family: 'rfc7523',
  parameters: {
    aud: ['POST'],
    algs: ['RS384', 'ES256', 'ES384'],
    maxLifetimeS: 300,
    lifetimeBasis: ['exp-now'],
    kid: 'required',
    jtiReplay: 'yes',
    minRsaBits: 4096,
    scopeRequired: 'client_credentials',
  },
  facts: [
    {
      name: 'kid',
      about: ['kid'],
      value: 'The UUID of the public key',
      standing: 'source',
      source: 'CMS DPC',
    },
    { name: 'iss and sub', value: 'The client token', standing: 'source', source: 'CMS DPC' },
    {
      name: 'keys',
      about: ['algs', 'minRsaBits'],
      value: 'RSA of 4096 bits or more, P-256 or P-384',
      standing: 'source',
      source: 'CMS DPC',
    },
    {
      name: 'aud, lifetime, jti, scope',
      about: ['aud', 'maxLifetimeS', 'lifetimeBasis', 'jtiReplay', 'scopeRequired'],
      value: 'The token URL, five minutes, used once, the exact scope',
      standing: 'source',
      source: 'CMS DPC',
    },
  ],
  reason: {
    where: 'Not published.',
    how: ['Ask the programme with the time of the request (UTC) and the id of the public key.'],
    standing: 'unknown',
    source: 'nothing found',
  },
}
