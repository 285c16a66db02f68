import { useEffect, useState } from 'react'
import { signAssertion, type KeySummary } from '../../shared/contract/keys.ts'
import type { Problem } from '../../shared/contract/problem.ts'
import { call } from '../api/api.ts'
import { problemOf } from '../api/call.ts'

export interface SignedState {
  readonly state: 'idle' | 'signing' | 'signed' | 'failed'
  readonly assertion?: string
  readonly problem?: Problem
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
  const keyId = key?.state === 'ready' || key?.state === 'not-opened' ? key.id : undefined
  useEffect(() => {
    if (keyId === undefined) return
    const texts = { keyId, headerText, payloadText }
    const control = new AbortController()
    const handle = setTimeout(() => {
      call(signAssertion, texts, { signal: control.signal }).then(
        ({ assertion }) => setKnown({ texts, assertion }),
        (error: unknown) => {
          if (!control.signal.aborted) setKnown({ texts, problem: problemOf(error) })
        },
      )
    }, GATHER_MS)
    return () => {
      clearTimeout(handle)
      control.abort()
    }
  }, [keyId, headerText, payloadText])

  if (keyId === undefined) return { state: 'idle' }
  if (!known || known.texts.keyId !== keyId) return { state: 'signing' }
  const { assertion, problem } = known
  if (!same(known.texts, { keyId, headerText, payloadText }))
    return { state: 'signing', ...(assertion !== undefined && { assertion }) }
  if (problem) return { state: 'failed', problem }
  return { state: 'signed', ...(assertion !== undefined && { assertion }) }
}
