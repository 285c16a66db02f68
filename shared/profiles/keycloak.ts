import type { Profile } from './profile.ts'

export const keycloak: Profile = {
  id: 'keycloak',
  name: 'Keycloak',
  family: 'rfc7523',
  parameters: {
    aud: ['ISS', 'TOK', 'INTROSPECT', 'PAR', 'CIBA'],
    audArray: 'single-only',
    maxLifetimeS: 60,
    lifetimeBasis: ['now-iat'],
    skewS: 15,
    kid: 'optional',
    jtiReplay: 'yes',
    clientIdParam: 'optional',
  },
  facts: [
    {
      name: 'aud',
      about: ['aud', 'audArray'],
      value:
        'Realm issuer, token, introspection, PAR or CIBA address; one value unless the provider allows more',
      standing: 'source',
      source: 'Keycloak, JWTClientValidator',
    },
    {
      name: 'lifetime',
      about: ['maxLifetimeS', 'lifetimeBasis', 'skewS'],
      value: '60 s by default: from iat, or to exp where iat is absent; 15 s of tolerance',
      standing: 'source',
      source: 'Keycloak, JWTClientValidator',
    },
    {
      name: 'jti',
      about: ['jtiReplay'],
      value: 'Required and used once',
      standing: 'source',
      source: 'Keycloak, JWTClientValidator',
    },
    {
      name: 'faults of the assertion',
      value: '400 invalid_client with a text of its own for each',
      standing: 'source',
      source: 'Keycloak, JWTClientValidator',
    },
    {
      name: 'unknown client, iss and sub that differ',
      value: '401 Invalid client or Invalid client credentials',
      standing: 'source',
      source: 'Keycloak',
    },
    {
      name: 'kid and client_id',
      about: ['kid', 'clientIdParam'],
      value: 'Both optional; client_id equals sub',
      standing: 'source',
      source: 'Keycloak, JWTClientValidator',
    },
  ],
  reason: {
    where: 'In error_description, and in the login events of the realm.',
    how: [
      'Admin console, the realm, Events, User events.',
      'Type: Client login error (CLIENT_LOGIN_ERROR); the client id is a filter.',
      'Read the error and its details; server logs carry the rest.',
    ],
    standing: 'source',
    source: 'Keycloak',
  },
}
