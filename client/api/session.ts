import { openSession } from '../../shared/contract/session.ts'
import { problem as problemSchema, type Problem } from '../../shared/contract/problem.ts'

/** Why there is no session: never had one, the program was started again, or the code was not taken. */
export type SessionNeed = 'no-code' | 'refused' | 'code-not-taken' | 'no-answer'

export type SessionState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready'; readonly token: string }
  | { readonly phase: 'needed'; readonly why: SessionNeed; readonly detail?: string }

export interface Session {
  readonly state: () => SessionState
  readonly subscribe: (listener: () => void) => () => void
  /** Takes the start code from the address, else this tab's token, else asks an open tab. */
  start(): Promise<void>
  /** The address of an open tab has changed, perhaps to a fresh start address that was pasted there. */
  addressChanged(): Promise<void>
  /** A start code, or the whole start line or address with one in it. */
  submit(typed: string): Promise<void>
  /** The server does not know this token: it was started again. */
  refuse(token: string): void
}

/** What the session needs of a browser; a test hands in its own. */
export interface SessionParts {
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState'>
  readonly fetch: typeof fetch
  /** How long an open tab has to answer, milliseconds. */
  readonly askMs?: number
}

const TOKEN = 'countersign-session'
const BOOT = /#?boot=([A-Za-z0-9_-]+)/

/** The code in what a person pastes: the ready line, the address, the fragment or the bare code. */
export function bootCodeIn(typed: string): string | undefined {
  const text = typed.trim()
  return BOOT.exec(text)?.[1] ?? (/^[A-Za-z0-9_-]{8,}$/.test(text) ? text : undefined)
}

/**
 * The token of this run of the program: from the one-time code in the address, kept in this tab's session storage,
 * handed to a second tab over a broadcast channel of the same origin.
 */
export function createSession(parts: SessionParts): Session {
  const { storage, channel, location, history } = parts
  let state: SessionState = { phase: 'starting' }
  const listeners = new Set<() => void>()
  const become = (next: SessionState) => {
    state = next
    if (next.phase === 'ready') storage.setItem(TOKEN, next.token)
    if (next.phase === 'needed') storage.removeItem(TOKEN)
    for (const listener of listeners) listener()
  }

  channel.addEventListener('message', (event) => {
    const said: unknown = event.data
    if (said === 'ask' && state.phase === 'ready') channel.postMessage({ token: state.token })
    const token = tokenIn(said)
    if (token !== undefined && state.phase !== 'ready') become({ phase: 'ready', token })
  })

  const exchange = async (boot: string) => {
    // A tab that works goes on working while a second code is looked at; it keeps what it has when that is refused.
    const isOpen = state.phase === 'ready'
    if (!isOpen) become({ phase: 'starting' })
    const answer = await openWith(parts.fetch, boot)
    if (typeof answer !== 'string') return isOpen ? undefined : become({ phase: 'needed', ...answer })
    if (state.phase === 'ready' && state.token === answer) return
    become({ phase: 'ready', token: answer })
    channel.postMessage({ token: answer })
  }

  /** The start code of the address, which leaves the address in the same moment. */
  const takeBootCode = (): string | undefined => {
    const boot = location.hash.startsWith('#boot=') ? bootCodeIn(location.hash) : undefined
    if (boot !== undefined) history.replaceState(null, '', `${location.pathname}${location.search}`)
    return boot
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: async () => {
      const boot = takeBootCode()
      if (boot !== undefined) return exchange(boot)
      const kept = storage.getItem(TOKEN)
      if (kept !== null) return become({ phase: 'ready', token: kept })
      channel.postMessage('ask')
      await new Promise((done) => setTimeout(done, parts.askMs ?? 250))
      if (state.phase === 'starting') become({ phase: 'needed', why: 'no-code' })
    },
    addressChanged: async () => {
      const boot = takeBootCode()
      if (boot !== undefined) await exchange(boot)
    },
    submit: async (typed) => {
      const boot = bootCodeIn(typed)
      if (boot !== undefined) return exchange(boot)
      become({ phase: 'needed', why: 'code-not-taken', detail: 'This text holds no start code.' })
    },
    refuse: (token) => {
      if (state.phase === 'ready' && state.token === token) become({ phase: 'needed', why: 'refused' })
    },
  }
}

function tokenIn(said: unknown): string | undefined {
  if (typeof said !== 'object' || said === null || !('token' in said)) return undefined
  return typeof said.token === 'string' ? said.token : undefined
}

/** The token, or why there is none. */
async function openWith(
  fetching: typeof fetch,
  boot: string,
): Promise<string | { why: SessionNeed; detail: string }> {
  try {
    const response = await fetching(openSession.path, {
      method: openSession.method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(openSession.request.parse({ boot })),
    })
    const body: unknown = await response.json()
    if (response.ok) return openSession.response.parse(body).token
    const { title, detail }: Problem = problemSchema.parse(body)
    return { why: 'code-not-taken', detail: `${title}. ${detail}` }
  } catch {
    return { why: 'no-answer', detail: 'The program does not answer. Is it still running in its terminal?' }
  }
}
