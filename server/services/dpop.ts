import { headerReader } from '../../shared/facts/http-facts.ts'
import type { DpopAlg } from '../../shared/token-request/dpop.ts'
import type { DpopKeys } from '../keys/dpop-keys.ts'
import type { UpstreamAnswer } from '../upstream/upstream.ts'
import type { Clock } from './ports.ts'

export interface Dpop {
  /** A proof for this very request, with the newest nonce of its server. */
  proof(alg: DpopAlg, method: 'GET' | 'POST', url: string, ath?: string): Promise<string>
  /** Keeps the nonce that came with an answer. @see RFC 9449 §8.2 */
  heard(url: string, answer: Pick<UpstreamAnswer, 'headers'>): void
}

/** The nonces are kept for the run, the newest of each server. */
export function makeDpop(keys: DpopKeys, clock: Pick<Clock, 'now'>): Dpop {
  const nonces = new Map<string, string>()
  return {
    proof: (alg, method, url, ath) =>
      keys.proof({ alg, method, url, ath, now: clock.now(), nonce: nonces.get(new URL(url).origin) }),
    heard(url, { headers }) {
      const nonce = nonceOf(headers)
      if (nonce !== undefined) nonces.set(new URL(url).origin, nonce)
    },
  }
}

/** RFC 9449 §8: NQCHAR. Anything else is not repeated into a header of ours. */
const NONCE = /^[\x21\x23-\x5B\x5D-\x7E]{1,2048}$/

const nonceOf = (headers: UpstreamAnswer['headers']): string | undefined => {
  const value = headerReader(headers)('dpop-nonce')
  return value !== undefined && NONCE.test(value) ? value : undefined
}

/** The server refuses a proof for its nonce alone, and says which one it wants. */
export const asksForNonce = ({ status, bodyText, headers }: UpstreamAnswer): boolean => {
  if ((status !== 400 && status !== 401) || nonceOf(headers) === undefined) return false
  return /"error"\s*:\s*"use_dpop_nonce"/.test(bodyText ?? '')
}
