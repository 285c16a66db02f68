import type { Profile } from './profile.ts'

export const nodeOidcProvider: Profile = {
  id: 'node-oidc-provider',
  name: 'node-oidc-provider',
  family: 'rfc7523',
  parameters: {
    aud: ['ISS', 'TOK', 'POST'],
    audArray: 'any-member',
    skewS: 15,
    kid: 'optional',
    typ: 'unchecked',
    jtiReplay: 'until-exp',
    clientIdParam: 'optional',
  },
  facts: [
    {
      name: 'aud',
      about: ['aud', 'audArray'],
      value: 'Issuer, token endpoint or the address called; an array passes when any member fits',
      standing: 'source',
      source: 'node-oidc-provider, client authentication',
    },
    {
      name: 'lifetime',
      about: ['skewS', 'maxLifetimeS'],
      value: 'No maximum; 15 s of tolerance',
      standing: 'source',
      source: 'node-oidc-provider, client authentication',
    },
    {
      name: 'jti',
      about: ['jtiReplay'],
      value: 'Required; remembered until exp plus tolerance',
      standing: 'source',
      source: 'node-oidc-provider, client authentication',
    },
    {
      name: 'jwks_uri',
      value: '2.5 s, status 200 only, private addresses refused, a minute between fetches',
      standing: 'source',
      source: 'node-oidc-provider',
    },
    {
      name: 'typ, kid and client_id',
      about: ['typ', 'kid', 'clientIdParam'],
      value: 'typ unchecked; kid optional, then a filter; client_id optional, equals sub',
      standing: 'source',
      source: 'node-oidc-provider, client authentication',
    },
  ],
  reason: {
    where: "In the server's grant.error event: error_detail.",
    how: [
      'Ask the operator for the grant.error event at the time of the attempt; error_detail names the check that failed.',
    ],
    standing: 'source',
    source: 'node-oidc-provider',
  },
}
