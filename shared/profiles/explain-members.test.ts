import { describe, expect, it } from 'vitest'
import { HEADER_DOCS, PAYLOAD_DOCS } from '../assertion/claim-docs.ts'
import { explainMembers } from './explain-members.ts'
import type { ProfileId } from './profile.ts'
import { PROFILES, profileById } from './registry.ts'
import { rfc7523 } from './rfc7523.ts'

const explained = (profile: ProfileId, part: 'header' | 'payload') =>
  explainMembers(part, profileById(profile) ?? rfc7523)

const EACH = PROFILES.flatMap(({ id }) => [
  ...Object.keys(HEADER_DOCS).map((name) => ({ id, part: 'header' as const, name })),
  ...Object.keys(PAYLOAD_DOCS).map((name) => ({ id, part: 'payload' as const, name })),
])

it.each(EACH)('$part.$name is explained under $id: what, where written, what is wanted here', (row) => {
  const doc = explained(row.id, row.part)[row.name]
  expect(doc?.text).toMatch(/^[A-Z].{20,}\.$/)
  expect(doc?.source).toMatch(/^(RFC \d+ §|HL7)/)
  const { name } = profileById(row.id) ?? rfc7523
  expect(doc?.here.startsWith(`${name}: `)).toBe(true)
  // A fact stands with how sure it is, or the hover says that nothing is known.
  expect(doc?.here).toMatch(/nothing is known|\((documented|read in source|reported), .+\)|\(not known\)/)
})

describe('what each kind of server wants', () => {
  it.each([
    {
      id: 'epic-sandbox',
      member: 'header.alg',
      says: /ES384 only for keys served by a JWK Set URL \(documented, Epic/,
    },
    { id: 'epic-sandbox', member: 'header.kid', says: /Needed with a JWK Set URL/ },
    { id: 'epic-sandbox', member: 'header.typ', says: /JWT if it is sent; may be left out \(documented/ },
    { id: 'epic-sandbox', member: 'header.jku', says: /^Epic sandbox: nothing is known/ },
    {
      id: 'epic-sandbox',
      member: 'payload.aud',
      says: /The token endpoint URL .*Not stated anywhere \(not known\)/,
    },
    {
      id: 'epic-sandbox',
      member: 'payload.exp',
      says: /at most 5 minutes.*clock tolerance: Not stated \(not known\)/,
    },
    { id: 'epic-sandbox', member: 'payload.jti', says: /at most 151 characters/ },
    { id: 'epic-sandbox', member: 'payload.client_id', says: /client_id parameter: Not part of the request/ },
    { id: 'google', member: 'header.alg', says: /RS256.*\(documented, Google/ },
    { id: 'google', member: 'payload.exp', says: /At most an hour after iat/ },
    { id: 'google', member: 'payload.jti', says: /nothing is known/ },
    { id: 'udap', member: 'header.x5c', says: /Required in the header \(documented, HL7 UDAP Security\)/ },
    { id: 'rfc10070-fapi2', member: 'payload.aud', says: /issuer/i },
  ] as const)('$id, $member', ({ id, member, says }) => {
    const [part, name = ''] = member.split('.', 2) as ['header' | 'payload', string]
    expect(explained(id, part)[name]?.here).toMatch(says)
  })

  it.each([
    { id: 'epic-sandbox', alg: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384'], typ: ['JWT'] },
    {
      id: 'rfc10070-fapi2',
      alg: profileById('rfc10070-fapi2')?.parameters.algs,
      typ: ['client-authentication+jwt'],
    },
    { id: 'google', alg: ['RS256'], typ: [] },
  ] as const)('$id proposes what it is known to take', ({ id, alg, typ }) => {
    const header = explained(id, 'header')
    expect(header['alg']?.values).toEqual(alg)
    expect(header['typ']?.values).toEqual(typ)
  })

  it('a profile of the user’s own says what it sets, with or without a fact about it', () => {
    const own = { ...rfc7523, name: 'Ours', facts: [], parameters: { jtiMaxLength: 40 } }
    expect(explainMembers('payload', own)['jti']?.here).toBe('Ours: longest jti: 40 characters.')
  })
})
