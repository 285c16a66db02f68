import { describe, expect, it, vi } from 'vitest'
import { bootCodeIn, createSession, type SessionParts } from './session.ts'

/** Tabs of one origin: what one posts the others hear. */
const makeChannels = () => {
  const tabs: { hear: (event: { data: unknown }) => void; owner: object }[] = []
  return () => {
    const owner = {}
    const channel = {
      postMessage: (data: unknown) =>
        tabs.filter((tab) => tab.owner !== owner).forEach(({ hear }) => hear({ data })),
      addEventListener: (_type: string, hear: (event: { data: unknown }) => void) =>
        tabs.push({ hear, owner }),
    }
    return channel as unknown as SessionParts['channel']
  }
}

const makeTab = (hash: string, channel: SessionParts['channel'], answer: () => Response) => {
  const kept = new Map<string, string>()
  const replaceState = vi.fn<History['replaceState']>()
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer())
  const location = { hash, pathname: '/', search: '' }
  const session = createSession({
    storage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    },
    channel,
    location,
    history: { replaceState },
    fetch,
    askMs: 0,
  })
  return { session, kept, location, replaceState, fetch }
}

const taken = () => Response.json({ token: 'T' })
const refused = () =>
  Response.json(
    {
      type: 'about:blank',
      title: 'The start code is unknown, used or expired',
      status: 401,
      code: 'boot-code-invalid',
      detail: 'Press Enter in the terminal',
      requestId: 'r',
    },
    { status: 401 },
  )

describe('bootCodeIn', () => {
  it.each([
    {
      why: 'the ready line',
      typed: 'Countersign is ready: http://127.0.0.1:7523/#boot=abc_-9',
      code: 'abc_-9',
    },
    { why: 'the fragment', typed: '#boot=abc', code: 'abc' },
    { why: 'the code alone, with spaces', typed: '  abcdefgh1 ', code: 'abcdefgh1' },
    { why: 'something else', typed: 'hello world', code: undefined },
  ])('finds it in $why', ({ typed, code }) => expect(bootCodeIn(typed)).toBe(code))
})

describe('the session of a tab', () => {
  it('takes the code out of the address before it is used', async () => {
    const tab = makeTab('#boot=CODE', makeChannels()(), taken)
    await tab.session.start()
    expect(tab.replaceState).toHaveBeenCalledWith(null, '', '/')
    expect(tab.replaceState.mock.invocationCallOrder[0]).toBeLessThan(
      tab.fetch.mock.invocationCallOrder[0] ?? 0,
    )
    expect(tab.fetch.mock.calls[0]?.[1]?.body).toBe('{"boot":"CODE"}')
    expect(tab.session.state()).toEqual({ phase: 'ready', token: 'T' })
    expect([...tab.kept.values()]).toEqual(['T'])
  })

  it('takes a fresh address that is pasted into a tab without a code', async () => {
    const tab = makeTab('', makeChannels()(), taken)
    await tab.session.start()
    tab.location.hash = '#boot=FRESH'
    await tab.session.addressChanged()
    expect(tab.replaceState).toHaveBeenCalledWith(null, '', '/')
    expect(tab.session.state()).toEqual({ phase: 'ready', token: 'T' })
  })

  it('a tab that works goes on with what it has when a pasted code is refused', async () => {
    const tab = makeTab('#/practice/key', makeChannels()(), refused)
    tab.kept.set('countersign-session', 'K')
    await tab.session.start()
    tab.location.hash = '#boot=OLD'
    await tab.session.addressChanged()
    expect(tab.replaceState).toHaveBeenCalledOnce()
    expect(tab.session.state()).toEqual({ phase: 'ready', token: 'K' })
  })

  it('survives a reload', async () => {
    const tab = makeTab('#/practice/key', makeChannels()(), taken)
    tab.kept.set('countersign-session', 'K')
    await tab.session.start()
    expect(tab.session.state()).toEqual({ phase: 'ready', token: 'K' })
    expect(tab.fetch).not.toHaveBeenCalled()
  })

  it('a second tab gets the token from an open one', async () => {
    const channel = makeChannels()
    const first = makeTab('#boot=CODE', channel(), taken)
    await first.session.start()
    const second = makeTab('', channel(), taken)
    await second.session.start()
    expect(second.session.state()).toEqual({ phase: 'ready', token: 'T' })
    expect(second.fetch).not.toHaveBeenCalled()
  })

  it('without a code and without another tab it says so', async () => {
    const tab = makeTab('', makeChannels()(), taken)
    await tab.session.start()
    expect(tab.session.state()).toEqual({ phase: 'needed', why: 'no-code' })
  })

  it('a refused code is explained, and another one pasted in works', async () => {
    let answer = refused
    const tab = makeTab('#boot=OLD', makeChannels()(), () => answer())
    await tab.session.start()
    expect(tab.session.state()).toMatchObject({ phase: 'needed', why: 'code-not-taken' })
    answer = taken
    await tab.session.submit('http://127.0.0.1:7523/#boot=NEW')
    expect(tab.session.state()).toEqual({ phase: 'ready', token: 'T' })
  })

  it('forgets a token that the server refuses, but not a newer one', async () => {
    const tab = makeTab('#boot=CODE', makeChannels()(), taken)
    await tab.session.start()
    tab.session.refuse('older')
    expect(tab.session.state().phase).toBe('ready')
    tab.session.refuse('T')
    expect(tab.session.state()).toEqual({ phase: 'needed', why: 'refused' })
    expect(tab.kept.size).toBe(0)
  })

  it('tabs that wait come back when one of them gets a code', async () => {
    const channel = makeChannels()
    const waiting = makeTab('', channel(), taken)
    await waiting.session.start()
    await makeTab('#boot=CODE', channel(), taken).session.start()
    expect(waiting.session.state()).toEqual({ phase: 'ready', token: 'T' })
  })
})
