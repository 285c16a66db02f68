import { describe, expect, it } from 'vitest'
import type { AttemptDocument } from '../attempt/attempt.ts'
import { compareDocuments, fillFromDocuments, readDocument } from './compare-documents.ts'

const BASE = 'https://ehr.example/fhir/r4'
const TOKEN = 'https://ehr.example/oauth2/token'
const smart = (members: object): AttemptDocument => ({
  kind: 'smart-configuration',
  url: `${BASE}/.well-known/smart-configuration`,
  status: 200,
  body: JSON.stringify(members),
})
const openid = (members: object): AttemptDocument => ({
  kind: 'openid-configuration',
  url: 'https://ehr.example/.well-known/openid-configuration',
  status: 200,
  body: JSON.stringify(members),
})
const capability = (token: string): AttemptDocument => ({
  kind: 'capability-statement',
  url: `${BASE}/metadata`,
  status: 200,
  body: JSON.stringify({
    resourceType: 'CapabilityStatement',
    rest: [
      {
        security: {
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [{ url: 'token', valueUri: token }],
            },
          ],
        },
      },
    ],
  }),
})
const rowsOf = (...documents: AttemptDocument[]) => compareDocuments(documents.map(readDocument))

it('documents that agree fill what is empty, each field with its source', () => {
  const rows = rowsOf(smart({ token_endpoint: TOKEN, issuer: 'https://ehr.example' }), capability(TOKEN))
  const { settings, filled, left } = fillFromDocuments(rows, {})
  expect(settings).toEqual({ tokenEndpoint: TOKEN, issuer: 'https://ehr.example', fhirBaseUrl: BASE })
  expect(filled.find(({ setting }) => setting === 'tokenEndpoint')?.from.kind).toBe('smart-configuration')
  expect(left).toEqual([])
})

it('documents in conflict fill nothing there', () => {
  const rows = rowsOf(
    smart({ token_endpoint: TOKEN }),
    openid({ token_endpoint: `${TOKEN}/` }),
    capability(TOKEN),
  )
  expect(rows.find(({ name }) => name === 'token_endpoint')).toMatchObject({ isConflict: true })
  const { settings, left } = fillFromDocuments(rows, {})
  expect(settings.tokenEndpoint).toBeUndefined()
  expect(left).toContainEqual({ setting: 'tokenEndpoint', why: 'the documents disagree' })
})

it('what a person entered stands', () => {
  const { settings, left } = fillFromDocuments(rowsOf(smart({ token_endpoint: TOKEN })), {
    tokenEndpoint: 'https://x.example/t',
  })
  expect(settings.tokenEndpoint).toBe('https://x.example/t')
  expect(left).toContainEqual({ setting: 'tokenEndpoint', why: 'another value stands there' })
})

it.each([
  { why: 'a host of the same domain', issuer: 'https://login.ehr.example/', want: false },
  { why: 'a host of another domain', issuer: 'https://ehr.example.evil.test/', want: true },
])('R47 marks $why: $want', ({ issuer, want }) => {
  const [row] = rowsOf(smart({ issuer })).filter(({ name }) => name === 'issuer')
  expect(row?.values.map(({ isElsewhere }) => isElsewhere)).toEqual([want])
})

it('lists agree in any order and never conflict', () => {
  const rows = rowsOf(
    smart({ grant_types_supported: ['b', 'a'] }),
    openid({ grant_types_supported: ['a', 'b', 'c'] }),
  )
  expect(rows.find(({ name }) => name === 'grant_types_supported')?.isConflict).toBe(false)
})

describe('what is no document says why', () => {
  it.each([
    { why: 'a page', document: { ...smart({}), body: '<!doctype html><p>Login' }, said: /web page/ },
    { why: 'a status', document: { ...smart({}), status: 404 }, said: /404/ },
    { why: 'no JSON', document: { ...smart({}), body: '{' }, said: /not JSON/ },
    { why: 'a list', document: { ...smart({}), body: '[]' }, said: /no object/ },
    {
      why: 'a failure',
      document: { ...smart({}), failure: 'dns' as const, detail: 'dns: the name does not resolve' },
      said: /resolve/,
    },
    {
      why: 'another resource',
      document: { ...capability(TOKEN), body: '{"resourceType":"Patient"}' },
      said: /no CapabilityStatement/,
    },
  ])('$why', ({ document, said }) => {
    expect(readDocument(document).problem).toMatch(said)
    expect(compareDocuments([readDocument(document)])).toEqual([])
  })
})
