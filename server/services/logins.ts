import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Attempt } from '../../shared/attempt/attempt.ts'
import { withRawParameter } from '../../shared/authorization/authorization-url.ts'
import { challengeMethodOf, fillFresh } from '../../shared/authorization/fresh-values.ts'
import type { LaunchValues, Login, PreparedLogin } from '../../shared/contract/logins.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { parseForm, paramReader, rawQuery } from '../../shared/facts/http-facts.ts'
import { DOTS } from '../../shared/redaction/mask.ts'
import { codeMark } from './code-mark.ts'
import type { Clock } from './ports.ts'
import { readRedirect, type Redirect } from './read-redirect.ts'

/** 256 bits; RFC 7636 wants 43 to 128 characters of a verifier, RFC 9700 wants state to be unguessable. */
const RANDOM_BYTES = 32
/** How long a redirect is waited for. */
const WAIT_MS = 10 * 60_000
/** More than anybody starts in one run; the oldest go first. */
const MAX_LOGINS = 200
const MAX_PREPARED = 50

/** What came of one redirect. A refused one changes nothing about the logins that wait. */
export type RedirectResult =
  | { readonly kind: 'taken'; readonly login: Login }
  | { readonly kind: 'refused'; readonly why: RefusedRedirect }

export type RefusedRedirect =
  | 'repeated'
  | 'too-long'
  | 'code-and-error'
  | 'no-state'
  | 'unknown-state'
  | 'used'
  | 'expired'
  | 'cancelled'
  | 'empty'

/** The raw material of a login, for the exchange and for the diagnosis; it never leaves the process. */
export interface LoginSecrets {
  readonly login: Login
  readonly code: string | undefined
  readonly verifier: string
  readonly launch: Attempt['launch']
  readonly authorizationRequest: NonNullable<Attempt['authorizationRequest']>
  readonly callback: Attempt['callback']
}

export interface Logins {
  prepare(environmentId: string): PreparedLogin
  /** @throws WorkbenchError login-not-found */
  start(input: {
    readonly id: string
    readonly environmentId: string
    readonly template: string
    readonly launch: LaunchValues | undefined
  }): { login: Login; url: string }
  /** Newest first. */
  list(environmentId: string): Login[]
  /** @throws WorkbenchError login-not-found */
  cancel(id: string): Login
  /** @param target the address of the redirect, whole or from its path on */
  receive(target: string): RedirectResult
  /** @throws WorkbenchError login-not-found */
  secrets(id: string): LoginSecrets
  /** The code of this login was sent to a token endpoint. */
  used(id: string): void
}

interface Prepared {
  readonly environmentId: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

interface Kept extends Prepared {
  readonly id: string
  readonly number: number
  readonly startedAt: number
  readonly startedMs: number
  /** Raw, as opened. */
  readonly url: string
  readonly launch: LaunchValues | undefined
  /** How many strays there had been when it started. */
  readonly straysBefore: number
  isCancelled: boolean
  redirect: { readonly url: string; readonly receivedAt: number; readonly read: Redirect } | undefined
  uses: number
}

const randomText = (): string => randomBytes(RANDOM_BYTES).toString('base64url')
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** The logins of this run: what was opened, and the redirect that belongs to it. In memory only. */
export function makeLogins(clock: Clock): Logins {
  const prepared = new Map<string, Prepared>()
  const logins = new Map<string, Kept>()
  const strays = { count: 0, lastAt: 0, lastUrl: '' }

  const find = (id: string): Kept => {
    const login = logins.get(id)
    if (login === undefined)
      throw new WorkbenchError('login-not-found', 'This login is not in the memory of this run.')
    return login
  }
  const stateOf = (login: Kept): Login['state'] => {
    if (login.redirect !== undefined) return 'returned'
    if (login.isCancelled) return 'cancelled'
    return clock.monotonicMs() - login.startedMs > WAIT_MS ? 'expired' : 'waiting'
  }
  const shown = (login: Kept): Login => {
    const method = challengeMethodOf(login.url)
    const param = paramReader(parseForm(rawQuery(login.url).text))
    const challenge = param('code_challenge')
    const redirectUri = param('redirect_uri')
    const own = method === 'S256' ? hash(login.verifier) : login.verifier
    const isWaiting = stateOf(login) === 'waiting'
    return {
      id: login.id,
      environmentId: login.environmentId,
      number: login.number,
      state: stateOf(login),
      startedAt: login.startedAt,
      expiresAt: login.startedAt + WAIT_MS / 1_000,
      url: method === 'plain' ? withRawParameter(login.url, 'code_challenge', DOTS) : login.url,
      ...(redirectUri === undefined ? {} : { redirectUri }),
      challengeMethod: method,
      challengeIsOurs: challenge === own,
      ...(login.launch === undefined ? {} : { launch: login.launch }),
      ...(login.redirect === undefined ? {} : { callback: shownCallback(login.redirect, login.uses) }),
      ...(isWaiting && strays.count > login.straysBefore
        ? { strays: { ...strays, count: strays.count - login.straysBefore } }
        : {}),
    }
  }
  const refuse = (why: RefusedRedirect): RedirectResult => ({ kind: 'refused', why })
  const stray = (why: RefusedRedirect, read: Redirect): RedirectResult => {
    strays.count += 1
    strays.lastAt = clock.now()
    strays.lastUrl = read.shownUrl
    return refuse(why)
  }

  return {
    prepare: (environmentId) => {
      const id = randomUUID()
      const made = { environmentId, state: randomText(), nonce: randomText(), verifier: randomText() }
      prepared.set(id, made)
      dropOldest(prepared, MAX_PREPARED)
      return { id, state: made.state, nonce: made.nonce, codeChallenge: hash(made.verifier) }
    },
    start: ({ id, environmentId, template, launch }) => {
      const made = prepared.get(id)
      if (made?.environmentId !== environmentId)
        throw new WorkbenchError('login-not-found', 'The values of this login are used or forgotten.')
      prepared.delete(id)
      const isS256 = challengeMethodOf(template) === 'S256'
      const url = fillFresh(template, {
        state: made.state,
        nonce: made.nonce,
        code_challenge: isS256 ? hash(made.verifier) : made.verifier,
      })
      const number = [...logins.values()].filter((each) => each.environmentId === environmentId).length + 1
      const login: Kept = {
        ...made,
        id,
        number,
        startedAt: clock.now(),
        startedMs: clock.monotonicMs(),
        url,
        launch,
        straysBefore: strays.count,
        isCancelled: false,
        redirect: undefined,
        uses: 0,
      }
      logins.set(id, login)
      dropOldest(logins, MAX_LOGINS)
      return { login: shown(login), url }
    },
    list: (environmentId) =>
      [...logins.values()]
        .filter((login) => login.environmentId === environmentId)
        .reverse()
        .map(shown),
    cancel: (id) => {
      const login = find(id)
      login.isCancelled = true
      return shown(login)
    },
    receive: (target) => {
      const read = readRedirect(target)
      if (read.problem !== undefined) return refuse(read.problem)
      if (read.state === undefined || read.state === '') return stray('no-state', read)
      // By the digest: how long the search takes tells nothing about a state that exists.
      const wanted = hash(read.state)
      const login = [...logins.values()].find(({ state }) => hash(state) === wanted)
      if (login === undefined) return stray('unknown-state', read)
      const state = stateOf(login)
      if (state === 'returned') return refuse('used')
      if (state !== 'waiting') return refuse(state)
      if (read.code === undefined && read.error === undefined) return refuse('empty')
      login.redirect = { url: target, receivedAt: clock.now(), read }
      return { kind: 'taken', login: shown(login) }
    },
    secrets: (id) => {
      const login = find(id)
      return {
        login: shown(login),
        code: login.redirect?.read.code,
        verifier: login.verifier,
        launch: login.launch,
        authorizationRequest: {
          url: login.url,
          sentAt: login.startedAt,
          ...(challengeMethodOf(login.url) === 'none' ? {} : { codeVerifier: login.verifier }),
        },
        callback: login.redirect && { url: login.redirect.url, receivedAt: login.redirect.receivedAt },
      }
    },
    used: (id) => {
      find(id).uses += 1
    },
  }
}

function shownCallback(
  { receivedAt, read }: NonNullable<Kept['redirect']>,
  uses: number,
): NonNullable<Login['callback']> {
  const { code, error, errorDescription, errorUri, iss } = read
  return {
    receivedAt,
    url: code === undefined ? read.shownUrl : withRawParameter(read.shownUrl, 'code', codeMark(code)),
    ...(code === undefined ? {} : { code: { mark: codeMark(code), uses } }),
    ...(error === undefined ? {} : { error }),
    ...(errorDescription === undefined ? {} : { errorDescription }),
    ...(errorUri === undefined ? {} : { errorUri }),
    ...(iss === undefined ? {} : { iss }),
  }
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= most) return
    map.delete(oldest)
  }
}
