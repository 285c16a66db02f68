import { useMemo, useState } from 'react'
import type { AttemptDocument, HistoryEntry } from '../../shared/attempt/attempt.ts'
import { fillFresh, challengeMethodOf } from '../../shared/authorization/fresh-values.ts'
import type { Environment, LaunchDraft } from '../../shared/contract/environments.ts'
import { startLogin, takeRedirect, type Login } from '../../shared/contract/logins.ts'
import type { Problem } from '../../shared/contract/problem.ts'
import { call } from '../api/api.ts'
import { problemOf } from '../api/call.ts'
import type { PostedEvidence } from './lint/lint-messages.ts'
import { useProfile } from './use-profiles.ts'
import { useLint } from './lint/use-lint.ts'
import { useLoginList, useLogins, usePreparedLogin } from './use-logins.ts'

export interface LaunchParts {
  readonly environment: Environment
  /** Undefined while the step was never opened. */
  readonly launch: LaunchDraft | undefined
  readonly documents: readonly AttemptDocument[]
  readonly history: readonly HistoryEntry[]
  /** The Launch step is on the screen. */
  readonly isOpen: boolean
}

/** The Launch step of one environment: the URL as it will be opened, what the rules say of it, and the logins so far. */
export function useLaunch({ environment, launch, documents, history, isOpen }: LaunchParts) {
  const logins = useLogins(environment.id)
  const list = useLoginList(environment.id)
  const prepared = usePreparedLogin(environment.id, isOpen && launch !== undefined)
  const [problem, setProblem] = useState<Problem>()
  const method = challengeMethodOf(launch?.template ?? '')
  /** A plain challenge is the verifier itself: it shows as its mark until the URL is opened. */
  const url = useMemo(
    () =>
      fillFresh(launch?.template ?? '', {
        ...(prepared && { state: prepared.state, nonce: prepared.nonce }),
        ...(prepared && method === 'S256' && { code_challenge: prepared.codeChallenge }),
      }),
    [launch?.template, prepared, method],
  )
  const evidence = useMemo(
    () =>
      launch && prepared
        ? (now: number): PostedEvidence => ({
            id: environment.id,
            flow: 'authorize',
            sentAt: now,
            environment: environment.settings,
            documents: [...documents],
            history: [...history],
            live: true,
            authorizationRequest: {
              url: fillFresh(url, { code_challenge: prepared.codeChallenge }),
              sentAt: now,
            },
            ...(launch.kind === 'ehr' && launch.received && { launch: launch.received }),
          })
        : undefined,
    [environment, documents, history, launch, prepared, url],
  )
  const profile = useProfile(environment.profile)
  const live = useLint(`launch ${environment.id}`, profile, evidence)
  const waiting = logins.find((login) => login.state === 'waiting')
  const attempt = async <T>(run: () => Promise<T>): Promise<T | undefined> => {
    setProblem(undefined)
    try {
      return await run()
    } catch (error) {
      setProblem(problemOf(error))
      return undefined
    }
  }

  const start = (id: string) =>
    call(startLogin, {
      id,
      environmentId: environment.id,
      template: launch?.template ?? '',
      ...(launch?.kind === 'ehr' && launch.received && { launch: launch.received }),
    })
  return {
    /** As it will be opened; marks stay for what is put in only then. */
    url,
    method,
    prepared,
    live,
    logins,
    waiting,
    problem,
    /** Waits for the redirect of the URL. @returns the URL to open; undefined when it could not be started */
    start: () =>
      attempt(async () => {
        if (!prepared) return undefined
        // The values of a tab that was left open may be forgotten by now.
        const started = await start(prepared.id).catch(async (error: unknown) => {
          if (problemOf(error).code !== 'login-not-found') throw error
          return start((await list.prepareNow()).id)
        })
        list.put(started.login)
        void list.prepareNext()
        return started.url
      }),
    cancel: (login: Login) => void attempt(() => list.cancel(login.id)),
    /** @returns whether the address was taken */
    takeRedirect: (address: string) =>
      attempt(async () => {
        const { login } = await call(takeRedirect, { environmentId: environment.id, url: address })
        list.put(login)
        return true
      }),
  }
}
