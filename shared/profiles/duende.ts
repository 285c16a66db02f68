import type { Profile } from './profile.ts'

export const duende: Profile = {
  id: 'duende',
  name: 'Duende IdentityServer',
  family: 'rfc7523',
  parameters: {
    aud: ['ISS', 'TOK', 'POST', 'CIBA', 'PAR'],
    algs: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
    skewS: 300,
    kid: 'optional',
    jtiReplay: 'yes',
    assertionMaxBytes: 51200,
  },
  facts: [
    {
      name: 'aud',
      about: ['aud'],
      value: 'Issuer or token endpoint forms; a final slash is ignored',
      standing: 'source',
      source: 'Duende, PrivateKeyJwtSecretValidator',
    },
    {
      name: 'tolerance',
      about: ['skewS', 'jtiReplay'],
      value: 'Five minutes; replay remembered to exp plus five minutes',
      standing: 'source',
      source: 'Duende, PrivateKeyJwtSecretValidator',
    },
    { name: 'answers', value: '400 invalid_client, bare', standing: 'source', source: 'Duende' },
    {
      name: 'algorithms, kid, size',
      about: ['algs', 'kid', 'assertionMaxBytes'],
      value: 'RS, PS and ES with 256, 384 and 512; kid optional; long assertions are refused',
      standing: 'source',
      source: 'Duende, PrivateKeyJwtSecretValidator',
    },
  ],
  reason: {
    where: "In the server's log and events.",
    how: ['Ask the operator for the ClientAuthenticationFailure event at the time of the attempt.'],
    standing: 'source',
    source: 'Duende',
  },
}
