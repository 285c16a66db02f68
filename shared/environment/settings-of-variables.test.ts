import { describe, expect, it } from 'vitest'
import { parseVariables } from './parse-variables.ts'
import { settingsOfVariables } from './settings-of-variables.ts'

const read = (text: string) => settingsOfVariables(parseVariables(text))
const TOKEN = 'https://as.example/oauth2/token'

describe('a variable fills the field that its name is for', () => {
  it.each([
    {
      why: 'the usual recipe',
      text: `CLIENT_ID=abc\nTOKEN_URL=${TOKEN}`,
      want: { clientId: 'abc', tokenEndpoint: TOKEN },
    },
    {
      why: 'a prefix',
      text: `EPIC_CLIENT_ID=abc\nEPIC_TOKEN_ENDPOINT=${TOKEN}`,
      want: { clientId: 'abc', tokenEndpoint: TOKEN },
    },
    {
      why: 'camel case',
      text: `clientId=abc\ntokenUrl=${TOKEN}`,
      want: { clientId: 'abc', tokenEndpoint: TOKEN },
    },
    {
      why: 'a FHIR base',
      text: 'FHIR_BASE_URL=https://h.example/fhir/r4',
      want: { fhirBaseUrl: 'https://h.example/fhir/r4' },
    },
    { why: 'an issuer', text: 'OIDC_ISSUER=https://h.example', want: { issuer: 'https://h.example' } },
    {
      why: 'a JWK Set URL',
      text: 'JWKS_URI=https://h.example/jwks',
      want: { registration: { keyMode: 'jwks-url', jwksUrl: 'https://h.example/jwks' } },
    },
    {
      why: 'two environments in one file: the one that may be tried, and the other id',
      text: 'PROD_CLIENT_ID=prod\nNONPROD_CLIENT_ID=test',
      want: { clientId: 'test', otherClientId: 'prod' },
    },
    { why: 'the last of two of one name', text: 'CLIENT_ID=a\nCLIENT_ID=b', want: { clientId: 'b' } },
    { why: 'production only', text: 'PROD_CLIENT_ID=a', want: { label: 'production', clientId: 'a' } },
  ])('$why', ({ text, want }) => expect(read(text).settings).toMatchObject(want))
})

describe('what is not filled says why', () => {
  it.each([
    { why: 'a secret by its name', text: 'CLIENT_SECRET=abc', name: 'CLIENT_SECRET', said: /secret/ },
    {
      why: 'a secret by its value',
      text: 'CLIENT_ID=eyJhbGciOi.eyJpc3Mi.c2ln',
      name: 'CLIENT_ID',
      said: /secret/,
    },
    {
      why: 'a private key',
      text: 'PRIVATE_KEY="-----BEGIN PRIVATE KEY-----"',
      name: 'PRIVATE_KEY',
      said: /secret/,
    },
    { why: 'a token', text: 'ACCESS_TOKEN=abc', name: 'ACCESS_TOKEN', said: /secret/ },
    {
      why: 'a placeholder',
      text: 'CLIENT_ID=<your_nonprod_client_id>',
      name: 'CLIENT_ID',
      said: /placeholder/,
    },
    { why: 'another variable', text: 'TOKEN_URL=${BASE}', name: 'TOKEN_URL', said: /placeholder/ },
    { why: 'no URL', text: 'TOKEN_URL=/oauth2/token', name: 'TOKEN_URL', said: /no whole URL/ },
    { why: 'nothing', text: 'CLIENT_ID=', name: 'CLIENT_ID', said: /empty/ },
    { why: 'another thing', text: 'LOG_LEVEL=debug', name: 'LOG_LEVEL', said: /no field/ },
    {
      why: 'one too many',
      text: `TOKEN_URL=${TOKEN}\nOLD_TOKEN_URL=${TOKEN}2`,
      name: 'OLD_TOKEN_URL',
      said: /already/,
    },
  ])('$why', ({ text, name, said }) => {
    const { ignored, settings } = read(text)
    expect(ignored.find((each) => each.name === name)?.why).toMatch(said)
    expect(JSON.stringify(settings)).not.toContain('eyJ')
  })
})
