import type { z } from 'zod'

/**
 * One operation of the API: both sides parse with the same two schemas, the server also on the way out, so that a
 * member that is not named here cannot leave the process.
 */
export interface Operation<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Fixed path below `/api`; what it works on is in the query of a GET, else in the JSON body. */
  readonly path: `/api/${string}`
  readonly summary: string
  readonly request: Request
  readonly response: Response
}

export const defineOperation = <Request extends z.ZodType, Response extends z.ZodType>(
  operation: Operation<Request, Response>,
): Operation<Request, Response> => operation

export type RequestOf<T> = T extends Operation<infer Request, z.ZodType> ? z.infer<Request> : never
export type ResponseOf<T> = T extends Operation<z.ZodType, infer Response> ? z.infer<Response> : never
