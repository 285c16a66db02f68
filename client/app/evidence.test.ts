import { describe, expect, it } from 'vitest'
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import { judgedAt, liveEvidence } from './evidence.ts'

const draft = (claims: object, renewOnSend: boolean): Draft => ({
  headerText: '{}',
  payloadText: JSON.stringify(claims),
  renewOnSend,
  lifetimeS: 240,
  flow: 'client_credentials',
  parameters: [],
})

const NOW = 1_764_000_600

describe('judgedAt', () => {
  it.each([
    { why: 'renewed texts as of their iat', claims: { iat: NOW - 600 }, renew: true, at: NOW - 600 },
    { why: 'texts that go out as they are, now', claims: { iat: NOW - 600 }, renew: false, at: NOW },
    { why: 'an iat in the future is a fault to see', claims: { iat: NOW + 600 }, renew: true, at: NOW },
    { why: 'an iat of last year is a fault to see', claims: { iat: NOW - 9e6 }, renew: true, at: NOW },
    { why: 'no iat', claims: {}, renew: true, at: NOW },
  ])('$why', ({ claims, renew, at }) => expect(judgedAt(draft(claims, renew), NOW)).toBe(at))
})

it.each([
  { why: 'its own earlier use is no replay when it is renewed', renew: true, kept: [undefined, 'other'] },
  { why: 'it is one when it goes out again', renew: false, kept: ['mine', 'other'] },
])('history: $why', ({ renew, kept }) => {
  const environment: Environment = { id: 'e', name: 'E', profile: 'rfc7523', origin: 'user', settings: {} }
  const { history } = liveEvidence({
    environment,
    draft: draft({ jti: 'mine' }, renew),
    key: undefined,
    documents: [],
    history: [{ jti: 'mine', code: 'sent' }, { jti: 'other' }],
    seenKeys: [],
    assertion: undefined,
    built: undefined,
    now: NOW,
  })
  expect(history?.map(({ jti }) => jti)).toEqual(kept)
  // A code that went out with it is spent all the same.
  expect(history?.[0]?.code).toBe('sent')
})
