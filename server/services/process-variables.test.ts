import { describe, expect, it } from 'vitest'
import { makeProcessVariables } from './process-variables.ts'

const CLIENT = '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e'

describe('the variables of the process', () => {
  it('are listed by name alone, sorted', () => {
    const { names } = makeProcessVariables({
      TOKEN_URL: 'https://as.example/token',
      CLIENT_SECRET: 's',
    }).list()
    expect(names).toEqual(['CLIENT_SECRET', 'TOKEN_URL'])
  })

  it.each([
    { why: 'a client id', name: 'EPIC_CLIENT_ID', value: CLIENT },
    { why: 'an address', name: 'TOKEN_URL', value: 'https://as.example/oauth2/token' },
    {
      why: 'a kid as long as a thumbprint',
      name: 'KID',
      value: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    },
    { why: 'a path, not what lies there', name: 'PRIVATE_PEM_PATH', value: './secrets/private.pem' },
    { why: 'an empty value', name: 'CLIENT_ID', value: '' },
  ])('gives $why', ({ name, value }) => {
    expect(makeProcessVariables({ [name]: value }).take({ name })).toEqual({ name, value })
  })

  it.each([
    { why: 'a secret by its name', name: 'CLIENT_SECRET', value: 'hunter2' },
    { why: 'a private key by its name', name: 'PRIVATE_KEY', value: 'opaque' },
    { why: 'a name that no field has', name: 'DATABASE_URL', value: 'postgres://db.example' },
    { why: 'a private key under a harmless name', name: 'KID', value: '-----BEGIN PRIVATE KEY-----\nMIIE' },
    {
      why: 'a private key with escaped newlines',
      name: 'CLIENT_ID',
      value: '-----BEGIN RSA PRIVATE KEY-----\\nMIIE',
    },
    { why: 'a private JWK', name: 'JWKS_URL', value: JSON.stringify({ kty: 'EC', d: 'A'.repeat(43) }) },
    { why: 'a token', name: 'CLIENT_ID', value: 'eyJhbGciOiJSUzM4NCJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJl' },
    { why: 'a password in an address', name: 'TOKEN_URL', value: 'https://user:hunter2@as.example/token' },
    { why: 'a bare base64 key', name: 'KID', value: 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(4) },
    { why: 'something far too long', name: 'SCOPE', value: 'system/Patient.rs '.repeat(500) },
  ])('withholds $why', ({ name, value }) => {
    const answer = makeProcessVariables({ [name]: value }).take({ name })
    expect(answer).toEqual({ name, withheld: expect.any(String) as string })
    expect(JSON.stringify(answer)).not.toContain(value.slice(0, 12))
  })

  it.each(['__proto__', 'constructor', 'CLIENT_ID'])('says that %s is not set', (name) => {
    expect(makeProcessVariables({}).take({ name })).toEqual({ name, withheld: 'it is not set' })
  })
})
