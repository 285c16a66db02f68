import type { IRouter, Response as ExpressResponse } from 'express'
import type { z } from 'zod'
import type { Operation } from '../../shared/contract/operation.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { readJsonBody } from './read-json-body.ts'

const METHODS = { GET: 'get', POST: 'post', PUT: 'put' } as const

/** Which members are wrong and how, without their values. */
const summarize = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(
      ({ path, code }) =>
        `${path.length === 0 ? 'the request' : path.join('.')}: ${code.replaceAll('_', ' ')}`,
    )
    .join('; ')

/** Aborts when the page goes away or cancels before it has its answer. */
const abortedWith = (res: ExpressResponse): AbortSignal => {
  const controller = new AbortController()
  res.once('close', () => {
    if (!res.writableEnded) controller.abort()
  })
  return controller.signal
}

/**
 * Serves one operation of the contract. The answer is parsed on the way out too: a member that the contract does not
 * name cannot leave the process.
 */
export const mount = <Request extends z.ZodType, Response extends z.ZodType>(
  router: IRouter,
  operation: Operation<Request, Response>,
  serve: (input: z.output<Request>, signal: AbortSignal) => z.input<Response> | Promise<z.input<Response>>,
): void => {
  router[METHODS[operation.method]](operation.path, async (req, res) => {
    const input = operation.request.safeParse(
      operation.method === 'GET' ? req.query : await readJsonBody(req),
    )
    if (!input.success) throw new WorkbenchError('request-invalid', summarize(input.error))
    const answer = operation.response.parse(await serve(input.data, abortedWith(res)))
    res.json(answer)
  })
}
