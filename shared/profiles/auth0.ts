import type { Profile } from './profile.ts'

export const auth0: Profile = {
  id: 'auth0',
  name: 'Auth0',
  family: 'rfc7523',
  parameters: {
    aud: ['ISS-with-trailing-slash'],
    algs: ['RS256', 'RS384', 'PS256'],
    maxLifetimeS: 300,
    lifetimeBasis: ['exp-iat', 'exp-now'],
    skewIatNbfS: 10,
    kid: 'optional',
    jtiMaxLength: 64,
    issSubMaxLength: 64,
    assertionMaxBytes: 2048,
    jtiReplay: 'yes',
    needsAudienceParam: true,
  },
  facts: [
    {
      name: 'aud',
      about: ['aud'],
      value: 'The tenant URL or custom domain, with its final slash',
      standing: 'documented',
      source: 'Auth0, Private Key JWT',
    },
    {
      name: 'lifetime',
      about: ['maxLifetimeS', 'lifetimeBasis', 'skewIatNbfS'],
      value: 'At most 5 minutes; 10 s of tolerance for iat and nbf',
      standing: 'documented',
      source: 'Auth0, Private Key JWT',
    },
    {
      name: 'sizes',
      about: ['jtiMaxLength', 'issSubMaxLength', 'assertionMaxBytes'],
      value: 'jti, iss and sub at most 64 characters, the assertion at most 2048 bytes',
      standing: 'documented',
      source: 'Auth0, Private Key JWT',
    },
    { name: 'token URL as aud', value: 'Not stated', standing: 'unknown', source: 'nothing found' },
    {
      name: 'algorithms, jti, kid',
      about: ['algs', 'jtiReplay', 'kid'],
      value: 'RS256, RS384 or PS256, equal to the stored credential; jti required, used once; kid optional',
      standing: 'documented',
      source: 'Auth0, Private Key JWT',
    },
    {
      name: 'audience parameter',
      about: ['needsAudienceParam'],
      value: 'Needed in the token request',
      standing: 'documented',
      source: 'Auth0, Private Key JWT',
    },
  ],
  reason: {
    where: 'In the tenant log only.',
    how: [
      'Dashboard, Monitoring, Logs.',
      'Filter: type:feccft (failed exchange) and client_id.',
      'Read the description and details.error.',
    ],
    standing: 'reported',
    source: 'public reports',
  },
}
