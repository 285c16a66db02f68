import type { Profile } from './profile.ts'

export const google: Profile = {
  id: 'google',
  name: 'Google service account',
  family: 'rfc7523',
  parameters: {
    aud: ['TOK'],
    algs: ['RS256'],
    maxLifetimeS: 3600,
    lifetimeBasis: ['exp-iat', 'exp-now'],
    kid: 'optional',
  },
  facts: [
    {
      name: 'grant',
      value: 'The assertion is the grant (jwt-bearer), not client authentication',
      standing: 'documented',
      source: 'Google OAuth 2.0 for service accounts',
    },
    {
      name: 'lifetime',
      about: ['maxLifetimeS', 'lifetimeBasis'],
      value: 'At most an hour after iat',
      standing: 'documented',
      source: 'Google OAuth 2.0 for service accounts',
    },
    {
      name: 'answers',
      value:
        'invalid_grant with a text: a short-lived token (clock), an invalid signature (key and account differ)',
      standing: 'reported',
      source: 'public reports',
    },
    {
      name: 'aud, alg, kid',
      about: ['aud', 'algs', 'kid'],
      value: 'The token URL; RS256; kid optional',
      standing: 'documented',
      source: 'Google OAuth 2.0 for service accounts',
    },
  ],
  reason: {
    where: 'In error_description.',
    how: ['Read error_description; check that the key belongs to the account in iss.'],
    standing: 'reported',
    source: 'public reports',
  },
}
