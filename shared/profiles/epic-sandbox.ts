import type { Profile } from './profile.ts'

export const epicSandbox: Profile = {
  id: 'epic-sandbox',
  name: 'Epic sandbox',
  family: 'epic',
  parameters: {
    aud: ['POST'],
    algs: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384'],
    ecNeedsJwksUrl: true,
    maxLifetimeS: 300,
    lifetimeBasis: ['exp-now', 'exp-iat', 'exp-nbf'],
    kid: 'required-with-jwks',
    typ: 'JWT-if-present',
    jtiMaxLength: 151,
    jtiReplay: 'until-exp',
    clientIdParam: 'not-used',
    syncDelayS: 3600,
    jwksCacheMaxS: 104400,
  },
  facts: [
    {
      name: 'aud',
      value:
        'The token endpoint URL that the request is sent to; a customer behind a proxy can allow further strings',
      standing: 'documented',
      source: 'Epic OAuth 2.0 documentation',
      url: 'https://fhir.epic.com/Documentation?docId=oauth2',
    },
    {
      name: 'aud as issuer or array; slash, port or case forgiven',
      value: 'Not stated anywhere',
      standing: 'unknown',
      source: 'nothing found',
    },
    {
      name: 'alg',
      value: 'RS256, RS384, RS512; ES256 and ES384 only for keys served by a JWK Set URL',
      standing: 'documented',
      source: 'Epic OAuth 2.0 documentation',
      url: 'https://fhir.epic.com/Documentation?docId=oauth2',
    },
    {
      name: 'typ',
      value: 'JWT if it is sent; may be left out',
      standing: 'documented',
      source: 'Epic OAuth 2.0 documentation',
      url: 'https://fhir.epic.com/Documentation?docId=oauth2',
    },
    {
      name: 'kid',
      value: 'Needed with a JWK Set URL, names the key',
      standing: 'documented',
      source: 'Epic OAuth 2.0 documentation',
      url: 'https://fhir.epic.com/Documentation?docId=oauth2',
    },
    {
      name: 'lifetime',
      value: 'exp at most 5 minutes after receipt, after iat and after nbf',
      standing: 'documented',
      source: 'Epic OAuth 2.0 documentation',
      url: 'https://fhir.epic.com/Documentation?docId=oauth2',
    },
    {
      name: 'jti',
      value: 'A string of at most 151 characters, not repeated before exp',
      standing: 'documented',
      source: 'Epic OAuth 2.0 documentation',
      url: 'https://fhir.epic.com/Documentation?docId=oauth2',
    },
    { name: 'clock tolerance', value: 'Not stated', standing: 'unknown', source: 'nothing found' },
    {
      name: 'JWK Set cache',
      value: '29 hours by default and at most, shorter by Cache-Control',
      standing: 'documented',
      source: 'Epic OAuth 2.0 documentation',
      url: 'https://fhir.epic.com/Documentation?docId=oauth2',
    },
    {
      name: 'uploaded keys',
      value:
        'Only kty, e and n are kept; the method is being retired, captures of the page give different dates',
      standing: 'documented',
      source: 'Epic OAuth 2.0 documentation',
      url: 'https://fhir.epic.com/Documentation?docId=oauth2',
    },
    {
      name: 'answer to any fault of the JWT',
      value: 'invalid_client with a null description, status 400, in reports also 401',
      standing: 'reported',
      source: 'public reports',
    },
    {
      name: 'delay after saving the app',
      value:
        'Up to an hour in the testing guide, an older text says 30 minutes; reports of up to 48 hours for new accounts',
      standing: 'reported',
      source: 'second-hand quotations',
    },
  ],
  reason: {
    where: 'Epic shows the reason to nobody outside.',
    how: [
      'Check client id, JWK Set URL and the save time on the app page of the developer site.',
      'Wait an hour after the last save, then repeat unchanged.',
      'Ask through the developer site with the time of the request (UTC), the client id and the correlation headers of the answer.',
    ],
    standing: 'reported',
    source: 'Epic documentation and public reports',
  },
}
