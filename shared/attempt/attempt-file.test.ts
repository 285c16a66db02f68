import { describe, expect, it } from 'vitest'
import type { Attempt } from './attempt.ts'
import { readAttempt } from './read-attempt.ts'
import { upgradeAttempt, type UpgradeStep } from './upgrade-attempt.ts'
import { writeAttempt } from './write-attempt.ts'

const full: Attempt = {
  format: 'attempt/1',
  id: 'a',
  profile: 'rfc7523',
  flow: 'client_credentials',
  sentAt: 1_764_000_000.25,
  environment: {
    label: 'non-production',
    registration: { keyMode: 'uploaded-key', uploadedJwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } },
    lastWorkedAt: 'never',
    changedSince: ['key'],
  },
  assertion: 'e.e.s',
  documents: [{ kind: 'jwks', url: 'https://app.example/jwks', body: '{"keys":[]}' }],
  tokenRequest: { method: 'POST', url: 'https://ehr.example/token', headers: [['A', 'b']], body: 'a=b' },
  tokenResponse: { status: 400, headers: [], body: '{"error":"invalid_client"}' },
  facts: { assertionSha256: 'x', signatureVerifiesUnder: [] },
  history: [{ jti: 'j', aud: ['a', 'b'], status: 200 }],
}

const file = (members: object): string => JSON.stringify({ ...full, ...members })

describe('an attempt file', () => {
  it('is read back as it was written', () => {
    const written = writeAttempt(full)
    if (!written.ok) throw new Error(written.message)
    expect(readAttempt(written.text)).toEqual({ ok: true, attempt: full, warnings: [] })
  })

  it.each([
    { why: 'no JSON', text: '{"format":', code: 'not-json', message: /not JSON: .* \(index 10\)/ },
    { why: 'another document', text: '[]', code: 'not-an-attempt', message: /JSON array/ },
    { why: 'no format', text: '{"id":"a"}', code: 'not-an-attempt', message: /attempt\/1/ },
    {
      why: 'a later version',
      text: file({ format: 'attempt/9' }),
      code: 'format-unknown',
      message: /attempt\/9.*attempt\/1/,
    },
    {
      why: 'a member of another shape',
      text: file({ tokenResponse: { status: '400' } }),
      code: 'member-invalid',
      message: /\/tokenResponse/,
    },
  ])('is refused with its reason: $why', ({ text, code, message }) => {
    const read = readAttempt(text)
    expect(read).toMatchObject({ ok: false, code })
    expect(read.ok ? '' : read.message).toMatch(message)
  })

  it.each<{ why: string; members: object; pointer: string }>([
    { why: 'at the top', members: { mood: 1 }, pointer: '/mood' },
    {
      why: 'within a document',
      members: { documents: [{ kind: 'jwks', url: 'u', colour: 1 }] },
      pointer: '/documents/0/colour',
    },
  ])('an unknown member $why is left out with a warning, and never written', ({ members, pointer }) => {
    const read = readAttempt(file(members))
    expect(read.ok && read.warnings).toEqual([`${pointer} is not a member of the format and is left out.`])
    expect(writeAttempt({ ...full, ...members })).toEqual({
      ok: false,
      message: `${pointer} is not a member of the format.`,
    })
  })

  it('that names a private key is never written', () => {
    expect(writeAttempt({ ...full, keyFile: { path: 'key.pem' } }).ok).toBe(false)
  })
})

describe('a file of an older version', () => {
  const steps: readonly UpgradeStep[] = [
    { from: 'attempt/-1', apply: (members) => ({ ...members, format: 'attempt/0', b: 2 }) },
    { from: 'attempt/0', apply: (members) => ({ ...members, format: 'attempt/1', c: 3 }) },
  ]

  it.each([
    { why: 'takes every step', format: 'attempt/-1', after: { format: 'attempt/1', b: 2, c: 3 } },
    { why: 'starts at its own', format: 'attempt/0', after: { format: 'attempt/1', c: 3 } },
    { why: 'the current one takes none', format: 'attempt/1', after: { format: 'attempt/1' } },
    { why: 'one that no step knows', format: 'attempt/2', after: undefined },
  ])('$why', ({ format, after }) => expect(upgradeAttempt({ format }, steps)).toEqual(after))
})
