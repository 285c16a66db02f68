import type { Operation, RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { openSession } from '../../shared/contract/session.ts'
import type { Workbench } from './run-workbench.ts'

/** Calls operations as the page does; for journeys that need no page. */
export const openApi = async ({ origin, bootUrl }: Pick<Workbench, 'origin' | 'bootUrl'>) => {
  const call = async <T extends Operation>(
    operation: T,
    input: RequestOf<T>,
    token?: string,
  ): Promise<ResponseOf<T>> => {
    const isGet = operation.method === 'GET'
    const query = isGet ? `?${new URLSearchParams(input as Record<string, string>).toString()}` : ''
    const response = await fetch(`${origin}${operation.path}${query}`, {
      method: operation.method,
      headers: {
        origin,
        'sec-fetch-site': 'same-origin',
        ...(isGet ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { 'x-workbench-token': token }),
      },
      ...(isGet ? {} : { body: JSON.stringify(input) }),
    })
    if (!response.ok) throw new Error(`${operation.id} answered ${response.status}: ${await response.text()}`)
    return operation.response.parse(await response.json()) as ResponseOf<T>
  }
  const boot = new URL(bootUrl).hash.replace('#boot=', '')
  const { token } = await call(openSession, { boot })
  return <T extends Operation>(operation: T, input: RequestOf<T>) => call(operation, input, token)
}
