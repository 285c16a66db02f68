import { useRef, useState } from 'react'
import type { Problem } from '../../shared/contract/problem.ts'
import { sendReadyMade, sendTokenRequest, type ShownAttempt } from '../../shared/contract/token-requests.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import { call } from '../api/api.ts'
import { problemOf } from '../api/call.ts'
import { useAddAttempt } from './use-attempts.ts'
import type { Confirmed } from './use-confirmed.ts'

/** To be signed by the server, or with its assertion as it was pasted. */
export type TokenRequestToSend =
  Omit<RequestOf<typeof sendTokenRequest>, 'confirm'> | Omit<RequestOf<typeof sendReadyMade>, 'confirm'>

export interface Sending {
  readonly isSending: boolean
  readonly problem: Problem | undefined
  /** The attempt; undefined when it was cancelled, not confirmed or could not be sent. */
  readonly send: (request: TokenRequestToSend) => Promise<ShownAttempt | undefined>
  readonly cancel: () => void
}

/** Sends one token request at a time and can give it up. */
export function useSending(confirmed: Confirmed): Sending {
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const control = useRef<AbortController>(undefined)
  const add = useAddAttempt()
  const send = async (request: TokenRequestToSend) => {
    if (control.current) return undefined
    const mine = (control.current = new AbortController())
    setSending(true)
    setProblem(undefined)
    try {
      const answer = await confirmed((confirm) =>
        'assertion' in request
          ? call(sendReadyMade, { ...request, confirm }, { signal: mine.signal })
          : call(sendTokenRequest, { ...request, confirm }, { signal: mine.signal }),
      )
      if (answer) add(answer.attempt)
      return answer?.attempt
    } catch (error) {
      if (!mine.signal.aborted) setProblem(problemOf(error))
      return undefined
    } finally {
      control.current = undefined
      setSending(false)
    }
  }
  return { isSending, problem, send, cancel: () => control.current?.abort() }
}
