import type { Profile } from './profile.ts'

export const rfc10070Fapi2: Profile = {
  id: 'rfc10070-fapi2',
  name: 'RFC 10070 and FAPI 2.0',
  family: 'fapi2',
  parameters: {
    aud: ['ISS'],
    audArray: 'no',
    algs: ['PS256', 'ES256', 'EdDSA'],
    skewIatNbfS: 60,
    kid: 'optional',
    typ: 'client-authentication+jwt',
    jtiReplay: 'yes',
  },
  facts: [
    {
      name: 'aud',
      about: ['aud', 'audArray'],
      value: 'The issuer identifier as the only value; the token URL is refused',
      standing: 'documented',
      source: 'RFC 10070',
      url: 'https://www.rfc-editor.org/rfc/rfc10070',
    },
    {
      name: 'alg',
      about: ['algs'],
      value: 'PS256, ES256, EdDSA (FAPI 2.0; RFC 10070 does not restrict)',
      standing: 'documented',
      source: 'FAPI 2.0 Security Profile',
      url: 'https://openid.net/specs/fapi-security-profile-2_0-final.html',
    },
    {
      name: 'typ',
      about: ['typ'],
      value: 'client-authentication+jwt from the client; servers are told not to refuse untyped ones',
      standing: 'documented',
      source: 'RFC 10070',
      url: 'https://www.rfc-editor.org/rfc/rfc10070',
    },
    {
      name: 'time',
      about: ['skewIatNbfS'],
      value: 'iat and nbf up to 10 s ahead are accepted, more than 60 s refused',
      standing: 'documented',
      source: 'FAPI 2.0 Security Profile',
      url: 'https://openid.net/specs/fapi-security-profile-2_0-final.html',
    },
    {
      name: 'jti and kid',
      about: ['jtiReplay', 'kid'],
      value: 'jti required and used once in the conformance suite; kid optional',
      standing: 'source',
      source: 'OpenID conformance suite, FAPI 2.0',
    },
  ],
  reason: {
    where: "In the server's own log.",
    how: ['Ask the operator with the time of the request (UTC), the client id and the jti.'],
    standing: 'unknown',
    source: 'nothing found',
  },
}
