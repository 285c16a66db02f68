import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Problem } from '../../shared/contract/problem.ts'
import type { WorkbenchError } from '../../shared/errors.ts'
import { PROBLEMS, type Confirmation, type ErrorCode } from '../../shared/errors.ts'
import type { Logger } from '../services/ports.ts'
import { errorCode } from '../error-code.ts'

interface Refusal {
  readonly code: ErrorCode
  readonly detail: string
  readonly confirmations: readonly Confirmation[]
}

/**
 * By name and code and not by class: in development a store that outlasts a reload throws the error of the class
 * that it was made with.
 */
const isRefusal = (error: unknown): error is WorkbenchError =>
  error instanceof Error &&
  error.name === 'WorkbenchError' &&
  'code' in error &&
  typeof error.code === 'string' &&
  Object.hasOwn(PROBLEMS, error.code)

/** What of a foreign error may be logged: its class and code. Its message may quote a body or a URL. */
const describe = (error: unknown): { name: string; code: string; at: string } => {
  if (!(error instanceof Error)) return { name: typeof error, code: '', at: '' }
  const frame = /\n\s+at (.*)/.exec(error.stack ?? '')?.[1] ?? ''
  return { name: error.name, code: errorCode(error, ''), at: frame }
}

const toRefusal = (error: unknown, requestId: string, log: Logger): Refusal => {
  if (isRefusal(error)) {
    if (error.cause !== undefined)
      log.warn({ requestId, refused: error.code, ...describe(error.cause) }, 'refused')
    return error
  }
  log.error({ requestId, ...describe(error) }, 'an operation failed')
  const detail = `The log on standard error has the reason under the request id ${requestId}`
  return { code: 'internal', detail, confirmations: [] }
}

/** RFC 9457 body for anything that was thrown. */
export const toProblem = (error: unknown, log: Logger): Problem => {
  const requestId = randomUUID()
  const { code, detail, confirmations } = toRefusal(error, requestId, log)
  const { status, title } = PROBLEMS[code]
  return {
    type: 'about:blank',
    title,
    status,
    code,
    detail,
    requestId,
    ...(confirmations.length === 0
      ? {}
      : {
          confirmations: confirmations.map(({ id, kind, message, values }) => ({
            id,
            kind,
            message,
            values: { ...values },
          })),
        }),
  }
}

export const sendProblem = (res: ServerResponse, problem: Problem): void => {
  const body = JSON.stringify(problem)
  res.writeHead(problem.status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  })
  res.end(body)
}
