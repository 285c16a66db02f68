import { describe, expect, it } from 'vitest'
import { NEW } from '../../shared/authorization/fresh-values.ts'
import { codeMark } from './code-mark.ts'
import { makeLogins } from './logins.ts'

const TEMPLATE = `https://ehr.example.test/authorize?response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A7523%2Fcallback&state=${NEW}&code_challenge=${NEW}&code_challenge_method=S256`
const CODE = 'SplxlOBeZQQYbYS6WxSbIA'

function setUp() {
  let ms = 0
  const logins = makeLogins({ now: () => 1_764_000_000 + ms / 1_000, monotonicMs: () => ms })
  const open = (template = TEMPLATE) => {
    const { id } = logins.prepare('epic')
    return logins.start({ id, environmentId: 'epic', template, launch: undefined })
  }
  const stateOf = (url: string) => new URL(url).searchParams.get('state') ?? ''
  const back = (url: string, more = `code=${CODE}`) =>
    logins.receive(`/callback?${more}&state=${stateOf(url)}`)
  return { logins, open, back, stateOf, wait: (passedMs: number) => (ms += passedMs) }
}

describe('the values of a login', () => {
  it('R49 state has 256 random bits and is another each time', () => {
    const { open, stateOf } = setUp()
    const states = Array.from({ length: 50 }, () => stateOf(open().url))
    expect(new Set(states).size).toBe(50)
    for (const state of states) expect(Buffer.from(state, 'base64url')).toHaveLength(32)
  })
  it('the challenge that was shown beforehand is the one in the URL', () => {
    const { logins } = setUp()
    const { id, codeChallenge, state } = logins.prepare('epic')
    const { url } = logins.start({ id, environmentId: 'epic', template: TEMPLATE, launch: undefined })
    expect(url).toBe(TEMPLATE.replace(NEW, state).replace(NEW, codeChallenge))
  })
  it('R50 the verifier is in nothing that is shown', () => {
    const { logins, open, back } = setUp()
    const { login, url } = open()
    back(url)
    const { verifier } = logins.secrets(login.id)
    expect(JSON.stringify([login, url, logins.list('epic')])).not.toContain(verifier)
  })
  it('a plain challenge is the verifier: in the URL that is opened, as dots where it is shown', () => {
    const { logins, open } = setUp()
    const { login, url } = open(TEMPLATE.replace('S256', 'plain'))
    const { verifier } = logins.secrets(login.id)
    expect(new URL(url).searchParams.get('code_challenge')).toBe(verifier)
    expect(JSON.stringify(logins.list('epic'))).not.toContain(verifier)
    expect(login).toMatchObject({ challengeMethod: 'plain', challengeIsOurs: true })
  })
  it('R50 are used once, and in their environment', () => {
    const { logins } = setUp()
    const { id } = logins.prepare('epic')
    const start = (environmentId: string) =>
      logins.start({ id, environmentId, template: TEMPLATE, launch: undefined })
    expect(() => start('other')).toThrow(/login-not-found/)
    start('epic')
    expect(() => start('epic')).toThrow(/login-not-found/)
  })
})

describe('a redirect', () => {
  it('R49 R50 R51 with the state of a login that waits is taken, once, and shows no code', () => {
    const { logins, open, back } = setUp()
    const { login, url } = open()
    expect(back(url)).toMatchObject({ kind: 'taken', login: { id: login.id, state: 'returned' } })
    expect(back(url, 'code=another')).toEqual({ kind: 'refused', why: 'used' })
    expect(logins.secrets(login.id).code).toBe(CODE)
    expect(JSON.stringify(logins.list('epic'))).not.toContain(CODE)
    expect(logins.list('epic')[0]?.callback?.url).toContain(`code=${codeMark(CODE)}`)
  })
  it.each([
    { why: 'no state', target: `/callback?code=${CODE}`, want: 'no-state' },
    { why: 'an empty state', target: `/callback?code=${CODE}&state=`, want: 'no-state' },
    { why: 'another state', target: `/callback?code=${CODE}&state=abc`, want: 'unknown-state' },
    { why: 'the state twice', target: `/callback?code=${CODE}&state=a&state=b`, want: 'repeated' },
    { why: 'the code twice', target: '/callback?code=a&code=b&state=a', want: 'repeated' },
    { why: 'the error twice', target: '/callback?error=a&error=b&state=a', want: 'repeated' },
    { why: 'code and error', target: '/callback?code=a&error=b&state=a', want: 'code-and-error' },
    { why: 'a value of more than 4 KiB', target: `/callback?state=${'a'.repeat(4_097)}`, want: 'too-long' },
  ])('R49 R53 with $why is refused, and the login goes on waiting', ({ target, want }) => {
    const { logins, open, back } = setUp()
    const { login, url } = open()
    expect(logins.receive(target)).toEqual({ kind: 'refused', why: want })
    expect(logins.list('epic')[0]).toMatchObject({ id: login.id, state: 'waiting' })
    expect(back(url).kind).toBe('taken')
  })
  it('R49 a thousand with a wrong state change nothing', () => {
    const { logins, open, back } = setUp()
    const { login, url } = open()
    const before = logins.secrets(login.id)
    for (let i = 0; i < 1_000; i++) logins.receive(`/callback?code=${i}&state=${i}`)
    const { strays, ...rest } = logins.secrets(login.id).login
    expect({ ...logins.secrets(login.id), login: rest }).toEqual(before)
    expect(strays).toMatchObject({ count: 1_000 })
    expect(back(url).kind).toBe('taken')
  })
  it.each([
    { why: 'ten minutes have passed', want: 'expired' },
    { why: 'it was cancelled', want: 'cancelled' },
  ])('R49 R50 is refused when $why', ({ want }) => {
    const { logins, open, back, wait } = setUp()
    const { login, url } = open()
    if (want === 'expired') wait(600_001)
    else logins.cancel(login.id)
    expect(back(url)).toEqual({ kind: 'refused', why: want })
    expect(logins.list('epic')[0]?.state).toBe(want)
  })
  it('with an error says what the server said', () => {
    const { open, back } = setUp()
    const { url } = open()
    expect(back(url, 'error=invalid_scope&error_description=no+such+scope')).toMatchObject({
      kind: 'taken',
      login: { callback: { error: 'invalid_scope', errorDescription: 'no such scope' } },
    })
  })
})
