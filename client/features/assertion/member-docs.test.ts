import { expect, it } from 'vitest'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import { epicSandbox } from '../../../shared/profiles/epic-sandbox.ts'
import { google } from '../../../shared/profiles/google.ts'
import { rfc7523 } from '../../../shared/profiles/rfc7523.ts'
import { memberDocs } from './member-docs.ts'

const key: KeySummary = {
  id: 'k',
  name: 'k.pem',
  folder: 'secrets',
  state: 'ready',
  kind: 'EC P-384',
  algorithms: ['ES384'],
  thumbprint: 'tp',
  publicJwk: { kty: 'EC', kid: 'mine' },
  warnings: [],
  practice: false,
}
const open = { clientId: 'client-1', audiences: ['https://as.example/token', ''] }

it.each([
  { why: 'what the server takes and the key can sign', profile: epicSandbox, chosenKey: key, alg: ['ES384'] },
  {
    why: 'what the key can sign, where the server takes none of it',
    profile: google,
    chosenKey: key,
    alg: ['ES384'],
  },
  {
    why: 'what the server takes, while no key is chosen',
    profile: google,
    chosenKey: undefined,
    alg: ['RS256'],
  },
])('alg: $why', ({ profile, chosenKey, alg }) => {
  expect(memberDocs({ ...open, profile, chosenKey }).header['alg']?.values).toEqual(alg)
})

it('proposes the values of this environment and key, and nothing empty', () => {
  const { header, payload } = memberDocs({ ...open, profile: rfc7523, chosenKey: key })
  expect(header['kid']?.values).toEqual(['mine', 'tp'])
  expect(payload['iss']?.values).toEqual(['client-1'])
  expect(payload['sub']?.values).toEqual(['client-1'])
  expect(payload['aud']?.values).toEqual(['https://as.example/token'])
  const bare = memberDocs({ profile: rfc7523, chosenKey: undefined, clientId: undefined, audiences: [] })
  expect([bare.header['kid']?.values, bare.payload['iss']?.values, bare.payload['aud']?.values]).toEqual([
    [],
    [],
    [],
  ])
})
