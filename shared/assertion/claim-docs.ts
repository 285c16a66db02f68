/** What one member of the JOSE header or of the claims set is for, in one sentence, and where that is written. */
export interface ClaimDoc {
  readonly text: string
  readonly source: string
}

/** Header parameters that occur in client assertions. */
export const HEADER_DOCS: Readonly<Record<string, ClaimDoc>> = {
  alg: {
    text: 'The algorithm of the signature; it has to fit the key, and the server has to accept it.',
    source: 'RFC 7515 §4.1.1',
  },
  kid: {
    text: 'Names the key in your JWK Set that verifies this signature; compared character by character.',
    source: 'RFC 7515 §4.1.4',
  },
  typ: {
    text: 'The media type of the whole object: JWT, or client-authentication+jwt for newer servers.',
    source: 'RFC 7515 §4.1.9',
  },
  cty: {
    text: 'The media type of the payload; a client assertion has no use for it.',
    source: 'RFC 7515 §4.1.10',
  },
  jku: {
    text: 'The address of the JWK Set that holds the key; a server that reads it takes only the registered one.',
    source: 'RFC 7515 §4.1.2',
  },
  jwk: {
    text: 'The public key itself; servers ignore it here, because the sender chose it.',
    source: 'RFC 7515 §4.1.3',
  },
  x5c: {
    text: 'The certificate chain of the key, standard base64, the key’s own certificate first.',
    source: 'RFC 7515 §4.1.6',
  },
  x5t: {
    text: 'SHA-1 of the key’s DER certificate, base64url; some servers find the key by it instead of kid.',
    source: 'RFC 7515 §4.1.7',
  },
  'x5t#S256': {
    text: 'SHA-256 of the key’s DER certificate, base64url; some servers find the key by it instead of kid.',
    source: 'RFC 7515 §4.1.8',
  },
  crit: {
    text: 'Names header extensions that the receiver has to understand; an unknown one ends in a refusal.',
    source: 'RFC 7515 §4.1.11',
  },
}

/** Claims that occur in client assertions. */
export const PAYLOAD_DOCS: Readonly<Record<string, ClaimDoc>> = {
  iss: {
    text: 'Who made the assertion: for client authentication the client id.',
    source: 'RFC 7523 §3',
  },
  sub: {
    text: 'Who the assertion is about: for client authentication the client id again.',
    source: 'RFC 7523 §3',
  },
  aud: {
    text: 'Whom the assertion is for; the server compares it as a plain string, so one slash counts.',
    source: 'RFC 7523 §3',
  },
  exp: {
    text: 'The second after which the assertion is refused, counted from 1970-01-01 UTC, not in milliseconds.',
    source: 'RFC 7519 §4.1.4',
  },
  iat: {
    text: 'The second in which the assertion was made; some servers measure its age from here.',
    source: 'RFC 7519 §4.1.6',
  },
  nbf: {
    text: 'The second before which the assertion is refused; a fast local clock makes it bite.',
    source: 'RFC 7519 §4.1.5',
  },
  jti: {
    text: 'A name for this one assertion; a server that has seen it before refuses it as a replay.',
    source: 'RFC 7519 §4.1.7',
  },
  client_id: {
    text: 'Belongs to the token request, not to the assertion; most servers ignore it here.',
    source: 'RFC 7521 §4.2',
  },
  scope: {
    text: 'Belongs to the token request; only where the assertion is itself the grant do some servers read it here.',
    source: 'RFC 6749 §3.3',
  },
  extensions: {
    text: 'UDAP extension objects such as hl7-b2b: who asks, for which organisation and for what purpose.',
    source: 'HL7 UDAP Security',
  },
}
