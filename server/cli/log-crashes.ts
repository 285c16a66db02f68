import type { EventEmitter } from 'node:events'
import type { Logger } from '../services/ports.ts'
import { errorCode } from '../error-code.ts'

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
const codeOf = (error: unknown): string => errorCode(error, '').slice(0, 60)

/**
 * Errors that nobody caught: the program goes on, and the log has their class and code. Never their message, which may
 * quote a body or an address.
 */
export const logCrashes = (process: EventEmitter, log: Logger, onCrash: () => void): void => {
  process.on('uncaughtException', (error: unknown) => {
    log.error({ name: nameOf(error), code: codeOf(error) }, 'an error nobody caught')
    onCrash()
  })
  process.on('unhandledRejection', (error: unknown) => {
    log.error({ name: nameOf(error), code: codeOf(error) }, 'a rejection nobody caught')
  })
}
