import { expect, it } from 'vitest'
import { withCertificate } from './certificate-header.ts'

const certificate = { x5t: 'sha-one', x5tS256: 'sha-two', x5c: ['leaf', 'issuer'] }
const rsa = ['RS256', 'RS384', 'PS256']

it.each([
  {
    why: 'Entra wants PS256 and the SHA-256 thumbprint',
    shape: 'entra' as const,
    text: '{"alg":"RS256","kid":"k"}',
    algorithms: rsa,
    want: '{"alg":"PS256","kid":"k","typ":"JWT","x5t#S256":"sha-two"}',
  },
  {
    why: 'the older Entra shape is RS256 with the SHA-1 thumbprint',
    shape: 'x5t' as const,
    text: '{"alg":"PS256","typ":"JWT","x5t#S256":"old"}',
    algorithms: rsa,
    want: '{"alg":"RS256","typ":"JWT","x5t":"sha-one"}',
  },
  {
    why: 'UDAP wants the chain, leaf first',
    shape: 'udap' as const,
    text: '{ "alg": "ES384", "typ": "JWT", "x5t": "old" }',
    algorithms: ['ES384'],
    want: '{ "alg": "ES384", "typ": "JWT", "x5c": ["leaf","issuer"] }',
  },
  {
    why: 'an alg that the key cannot make is not written',
    shape: 'entra' as const,
    text: '{"alg":"ES512","typ":"JWT"}',
    algorithms: ['ES512'],
    want: '{"alg":"ES512","typ":"JWT","x5t#S256":"sha-two"}',
  },
  {
    why: 'text that is no object stays as it was typed',
    shape: 'udap' as const,
    text: '{"alg":',
    algorithms: rsa,
    want: '{"alg":',
  },
])('$why', ({ shape, text, algorithms, want }) =>
  expect(withCertificate(text, shape, certificate, algorithms)).toBe(want),
)
