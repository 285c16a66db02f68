import { expect, it } from 'vitest'
import { readPublicJwk } from './uploaded-key-field.tsx'

it.each([
  { why: 'nothing', text: ' ', wanted: { ok: true, jwk: undefined } },
  { why: 'a public key', text: '{"kty":"RSA","n":"x","e":"AQAB"}', wanted: { ok: true } },
  { why: 'a private key', text: '{"kty":"RSA","n":"x","e":"AQAB","d":"y"}', wanted: { ok: false } },
  { why: 'a secret key', text: '{"kty":"oct","k":"y"}', wanted: { ok: false } },
  { why: 'no JWK', text: '{"keys":[]}', wanted: { ok: false } },
  { why: 'no JSON', text: '{kty', wanted: { ok: false } },
])('a JWK as typed: $why', ({ text, wanted }) => expect(readPublicJwk(text)).toMatchObject(wanted))
