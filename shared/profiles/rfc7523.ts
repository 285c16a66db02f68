import type { Profile } from './profile.ts'

export const rfc7523: Profile = {
  id: 'rfc7523',
  name: 'RFC 7523',
  family: 'rfc7523',
  parameters: {
    aud: ['TOK', 'ISS'],
    audArray: 'allowed',
    kid: 'optional',
    jtiReplay: 'optional',
    clientIdParam: 'optional',
  },
  facts: [
    {
      name: 'aud',
      about: ['aud', 'audArray'],
      value: 'Identifies the server; its token endpoint may be used; compared as plain strings',
      standing: 'documented',
      source: 'RFC 7523, section 3',
      url: 'https://www.rfc-editor.org/rfc/rfc7523',
    },
    {
      name: 'algorithms, lifetime, tolerance',
      about: ['algs', 'maxLifetimeS', 'skewS'],
      value: 'Not fixed',
      standing: 'documented',
      source: 'RFC 7523',
      url: 'https://www.rfc-editor.org/rfc/rfc7523',
    },
    {
      name: 'jti',
      about: ['jtiReplay'],
      value: 'Optional',
      standing: 'documented',
      source: 'RFC 7523, section 3',
      url: 'https://www.rfc-editor.org/rfc/rfc7523',
    },
    {
      name: 'kid and client_id',
      about: ['kid', 'clientIdParam'],
      value: 'Both optional; client_id identifies the same client',
      standing: 'documented',
      source: 'RFC 7523',
    },
  ],
  reason: {
    where: "In the server's own log.",
    how: ['Ask the operator with the time of the request (UTC), the client id and the jti.'],
    standing: 'unknown',
    source: 'nothing found',
  },
}
