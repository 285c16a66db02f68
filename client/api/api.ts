import { createCall } from './call.ts'
import { createSession } from './session.ts'

/** The session of this tab. */
export const session = createSession({
  storage: sessionStorage,
  channel: new BroadcastChannel('countersign-session'),
  location,
  history,
  fetch: (...args) => fetch(...args),
})

export const call = createCall({
  fetch: (...args) => fetch(...args),
  token: () => {
    const state = session.state()
    return state.phase === 'ready' ? state.token : undefined
  },
  onRefused: (token) => session.refuse(token),
})
