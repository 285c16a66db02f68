import type { Operation, RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { problem as problemSchema, type Problem } from '../../shared/contract/problem.ts'

/** The workbench could not do what was asked; `problem` says why in words that may be shown. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly problem: Problem
  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code}: ${problem.detail}`, options)
    this.problem = problem
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** For small requests: the browser finishes it when the page goes away meanwhile. */
  readonly outlivesPage?: boolean
}

export type Call = <T extends Operation>(
  operation: T,
  input: RequestOf<T>,
  options?: CallOptions,
) => Promise<ResponseOf<T>>

export interface CallParts {
  readonly fetch: typeof fetch
  readonly token: () => string | undefined
  /** Called with the token that the server refused. */
  readonly onRefused: (token: string) => void
}

/**
 * Makes the one function that talks to the API: it parses what goes out and what comes back by the contract.
 * @returns a function that rejects with `ApiProblem`, or with the signal's reason when it is aborted
 */
export function createCall({ fetch: fetching, token, onRefused }: CallParts): Call {
  return async (operation, input, options = {}) => {
    const sent = token() ?? ''
    const request = operation.request.safeParse(input)
    if (!request.success) throw new ApiProblem(unfit(request.error.issues), { cause: request.error })
    const response = await reach(fetching, operation, request.data, sent, options)
    const body = await read(response, options.signal)
    if (!response.ok) {
      const parsed = problemSchema.safeParse(body)
      const problem = parsed.success ? parsed.data : unreadable(response)
      if (problem.code === 'session-required') onRefused(sent)
      throw new ApiProblem(problem)
    }
    const parsed = operation.response.safeParse(body)
    if (!parsed.success) throw new ApiProblem(unreadable(response), { cause: parsed.error })
    return parsed.data as ResponseOf<typeof operation>
  }
}

async function reach(
  fetching: typeof fetch,
  operation: Operation,
  input: unknown,
  token: string,
  { signal, outlivesPage = false }: CallOptions,
): Promise<Response> {
  const isGet = operation.method === 'GET'
  const query = isGet ? new URLSearchParams(input as Record<string, string>).toString() : ''
  try {
    return await fetching(`${operation.path}${query && `?${query}`}`, {
      method: operation.method,
      headers: {
        'x-workbench-token': token,
        ...(isGet ? {} : { 'content-type': 'application/json' }),
      },
      ...(isGet ? {} : { body: JSON.stringify(input) }),
      ...(signal && { signal }),
      ...(outlivesPage && { keepalive: true }),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiProblem(noAnswer, { cause })
  }
}

async function read(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    if (signal?.aborted) throw cause
    return undefined
  }
}

const noAnswer: Problem = {
  type: 'about:blank',
  title: 'The workbench does not answer',
  status: 503,
  code: 'internal',
  detail: 'Its program has ended or is starting again. Look at the terminal that it was started in.',
  requestId: '',
}

/** A value that the contract does not take, a very long text for example; nothing was asked. */
const unfit = (issues: readonly { readonly path: PropertyKey[]; readonly message: string }[]): Problem => ({
  type: 'about:blank',
  title: 'This is more than the workbench takes',
  status: 400,
  code: 'request-invalid',
  detail: issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; '),
  requestId: '',
})

const unreadable = (response: Response): Problem => ({
  type: 'about:blank',
  title: 'The workbench answers in a way that this page does not know',
  status: response.status,
  code: 'internal',
  detail: `Status ${response.status}. Page and program may be of different versions: reload the page.`,
  requestId: response.headers.get('x-request-id') ?? '',
})

/** What to show of whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem
  return {
    ...noAnswer,
    title: 'The page made a mistake',
    detail: error instanceof Error ? error.message : 'No more is known.',
  }
}
