import type { RefusedRedirect } from './logins.ts'

/** Why a redirect is not taken, and the status that says so. */
export const REFUSED_REDIRECTS: Readonly<
  Record<RefusedRedirect, { readonly status: number; readonly why: string }>
> = {
  repeated: { status: 400, why: 'A parameter of this redirect stands in it twice, so it is not read.' },
  'too-long': { status: 414, why: 'A parameter of this redirect is longer than 4 KiB, so it is not read.' },
  'code-and-error': {
    status: 400,
    why: 'This redirect carries a code and an error; a server sends one of them.',
  },
  'no-state': {
    status: 400,
    why: 'This redirect carries no state, so it cannot be told which login it belongs to.',
  },
  'unknown-state': {
    status: 400,
    why: 'The state of this redirect belongs to no login of this run: it was changed on the way, or another program or an earlier run started the login.',
  },
  used: { status: 409, why: 'The redirect of this login was here already; each state is taken once.' },
  expired: { status: 400, why: 'This login was started more than ten minutes ago. Start it again.' },
  cancelled: { status: 400, why: 'Waiting for this login was cancelled. Start it again.' },
  empty: {
    status: 400,
    why: 'This redirect carries neither a code nor an error. The login goes on waiting.',
  },
}
