import type { Profile } from './profile.ts'

export const nhsEngland: Profile = {
  id: 'nhs-england',
  name: 'NHS England',
  family: 'smart',
  parameters: {
    aud: ['POST'],
    algs: ['RS512'],
    maxLifetimeS: 300,
    lifetimeBasis: ['exp-now'],
    kid: 'required',
    typ: 'JWT-required',
    jtiReplay: 'yes',
  },
  facts: [
    {
      name: 'alg',
      about: ['algs'],
      value: 'RS512 only',
      standing: 'documented',
      source: 'NHS England, signed JWT authentication',
      url: 'https://digital.nhs.uk/developer/guides-and-documentation/security-and-authorisation/application-restricted-restful-apis-signed-jwt-authentication',
    },
    {
      name: 'aud',
      about: ['aud'],
      value: 'The token URL of the very environment',
      standing: 'documented',
      source: 'NHS England, signed JWT authentication',
    },
    {
      name: 'exp',
      about: ['maxLifetimeS', 'lifetimeBasis'],
      value: 'A whole number, at most five minutes ahead',
      standing: 'documented',
      source: 'NHS England, signed JWT authentication',
    },
    {
      name: 'answers',
      value: 'invalid_request with a text for most faults, public_key error for the key',
      standing: 'documented',
      source: 'NHS England, signed JWT authentication',
    },
    {
      name: 'typ, kid, jti',
      about: ['typ', 'kid', 'jtiReplay'],
      value: 'typ is JWT, kid names the key, jti is used once',
      standing: 'documented',
      source: 'NHS England, signed JWT authentication',
    },
  ],
  reason: {
    where: 'In error_description.',
    how: [
      'Read error and error_description; they name the claim.',
      'Ask the API platform team with the time of the request and the message_id of the answer.',
    ],
    standing: 'documented',
    source: 'NHS England, signed JWT authentication',
  },
}
