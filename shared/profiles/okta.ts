import type { Profile } from './profile.ts'

export const okta: Profile = {
  id: 'okta',
  name: 'Okta',
  family: 'rfc7523',
  parameters: {
    aud: ['POST'],
    algs: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'],
    maxLifetimeS: 3600,
    lifetimeBasis: ['exp-now'],
    kid: 'if-several-keys',
    jtiReplay: 'if-present',
    scopeRequired: 'client_credentials',
  },
  facts: [
    {
      name: 'aud',
      about: ['aud'],
      value: 'The full URL of the endpoint called',
      standing: 'documented',
      source: 'Okta, client authentication',
      url: 'https://developer.okta.com/docs/api/openapi/okta-oauth/guides/client-auth/',
    },
    {
      name: 'lifetime',
      about: ['maxLifetimeS', 'lifetimeBasis'],
      value: 'At most an hour',
      standing: 'documented',
      source: 'Okta, client authentication',
      url: 'https://developer.okta.com/docs/api/openapi/okta-oauth/guides/client-auth/',
    },
    {
      name: 'kid',
      about: ['kid'],
      value: 'In the JWK Set; needed when there are several keys',
      standing: 'documented',
      source: 'Okta, client authentication',
      url: 'https://developer.okta.com/docs/api/openapi/okta-oauth/guides/client-auth/',
    },
    {
      name: 'answers',
      value: 'A description for each fault',
      standing: 'documented',
      source: 'Okta error codes',
    },
    {
      name: 'alg, jti and scope',
      about: ['algs', 'jtiReplay', 'scopeRequired'],
      value: 'RS and ES with 256, 384 and 512; jti optional, used once if sent; scope required',
      standing: 'documented',
      source: 'Okta, client authentication',
    },
  ],
  reason: {
    where: 'In error_description, and in the System Log.',
    how: [
      'Admin console, Reports, System Log.',
      'Filter: eventType eq "app.oauth2.as.token.grant" or eventType eq "app.oauth2.token.grant" with outcome.result eq "FAILURE".',
      'Read outcome.reason.',
    ],
    standing: 'documented',
    source: 'Okta documentation',
  },
}
