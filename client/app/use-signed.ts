import { useEffect, useState } from 'react'
import { signAssertion, type KeySummary } from '../../shared/contract/keys.ts'
import type { Problem } from '../../shared/contract/problem.ts'
import { call } from '../api/api.ts'
import { problemOf } from '../api/call.ts'

export interface SignedState {
  readonly state: 'idle' | 'signing' | 'signed' | 'failed'
  readonly assertion?: string
  readonly problem?: Problem
  /** What there is to say about how it was signed. */
  readonly notes?: readonly string[]
  /** Of a key that signs elsewhere: nothing is signed while typing, only by this act. */
  readonly onSign?: () => void
}

interface Texts {
  readonly keyId: string
  readonly headerText: string
  readonly payloadText: string
}

interface Known {
  readonly texts: Texts
  readonly assertion?: string
  readonly problem?: Problem
  readonly notes?: readonly string[]
}

/** Keystrokes within one frame are one text, milliseconds. */
const GATHER_MS = 12

const same = (a: Texts, b: Texts) =>
  a.keyId === b.keyId && a.headerText === b.headerText && a.payloadText === b.payloadText

/**
 * Signs the two texts as they are typed. Only the newest pair counts: an older call is given up when a newer one
 * starts. While the newest is on its way the last assertion stays, marked as `signing`.
 */
export function useSigned(key: KeySummary | undefined, headerText: string, payloadText: string): SignedState {
  const [known, setKnown] = useState<Known>()
  // A signer command may cost money, time or a touch of a token: it runs when asked, not at each key press.
  const [asked, setAsked] = useState<Texts>()
  const isElsewhere = key?.signer !== undefined
  const keyId = key?.state === 'ready' || key?.state === 'not-opened' ? key.id : undefined
  useEffect(() => {
    if (keyId === undefined) return
    const texts = { keyId, headerText, payloadText }
    if (isElsewhere && !(asked && same(asked, texts))) return
    const control = new AbortController()
    const handle = setTimeout(() => {
      call(signAssertion, texts, { signal: control.signal }).then(
        ({ assertion, notes }) => setKnown({ texts, assertion, notes }),
        (error: unknown) => {
          if (!control.signal.aborted) setKnown({ texts, problem: problemOf(error) })
        },
      )
    }, GATHER_MS)
    return () => {
      clearTimeout(handle)
      control.abort()
    }
  }, [keyId, headerText, payloadText, isElsewhere, asked])

  if (keyId === undefined) return { state: 'idle' }
  const texts = { keyId, headerText, payloadText }
  const onSign = isElsewhere ? { onSign: () => setAsked({ ...texts }) } : {}
  const isRunning = !isElsewhere || (asked !== undefined && same(asked, texts))
  if (!known || known.texts.keyId !== keyId)
    return isRunning ? { state: 'signing' } : { state: 'idle', ...onSign }
  const { assertion, problem, notes = [] } = known
  if (!same(known.texts, texts)) {
    if (!isRunning) return { state: 'idle', ...onSign }
    return { state: 'signing', ...(assertion !== undefined && { assertion }) }
  }
  if (problem) return { state: 'failed', problem, ...onSign }
  return { state: 'signed', notes, ...onSign, ...(assertion !== undefined && { assertion }) }
}
