import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { WorkbenchError } from '../../shared/errors.ts'
import type { Clock, Logger } from './ports.ts'

const CODE_BYTES = 32
const CODE_LIFETIME_MS = 10 * 60_000

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const newSecret = (): string => randomBytes(CODE_BYTES).toString('base64url')

export interface Sessions {
  /**
   * A fresh one-time code, good for ten minutes.
   * @param onRedeemed called when it was exchanged, to remove what carried it.
   */
  issueBootCode(onRedeemed?: () => void): string
  /** The token of this run for a code. @throws WorkbenchError boot-code-invalid */
  redeem(bootCode: string): string
  /** Compares in constant time. */
  isToken(candidate: string | undefined): boolean
}

/** The secret of this run and the one-time codes that it is handed out for. */
export const makeSessions = (clock: Clock, log: Logger): Sessions => {
  const token = newSecret()
  const tokenDigest = digest(token)
  const codes = new Map<string, { expiresMs: number; onRedeemed: (() => void) | undefined }>()
  return {
    issueBootCode: (onRedeemed) => {
      const code = newSecret()
      codes.set(digest(code).toString('hex'), {
        expiresMs: clock.monotonicMs() + CODE_LIFETIME_MS,
        onRedeemed,
      })
      return code
    },
    redeem: (bootCode) => {
      const key = digest(bootCode).toString('hex')
      const known = codes.get(key)
      codes.delete(key)
      if (known === undefined || known.expiresMs < clock.monotonicMs()) {
        log.warn({ known: known !== undefined }, 'a start code was refused: unknown, used or expired')
        const how = 'press Enter in the terminal of Countersign, or run "countersign open", for a fresh one'
        throw new WorkbenchError('boot-code-invalid', `Each start code works once, for ten minutes; ${how}`)
      }
      known.onRedeemed?.()
      return token
    },
    isToken: (candidate) => candidate !== undefined && timingSafeEqual(digest(candidate), tokenDigest),
  }
}
