import { describe, expect, it, vi } from 'vitest'
import { saveDraft } from '../../shared/contract/environments.ts'
import { signAssertion } from '../../shared/contract/keys.ts'
import { listAttempts } from '../../shared/contract/token-requests.ts'
import { ApiProblem, createCall, problemOf } from './call.ts'

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

const withAnswer = (answer: () => Promise<Response>) => {
  const fetch = vi.fn<typeof globalThis.fetch>(answer)
  const onRefused = vi.fn<(token: string) => void>()
  return { fetch, onRefused, call: createCall({ fetch, token: () => 'the-token', onRefused }) }
}

const problem = (code: string, status: number) => ({
  type: 'about:blank',
  title: 'A title',
  status,
  code,
  detail: 'A detail',
  requestId: 'r1',
})

describe('call', () => {
  it('sends the JSON body with the token of this run', async () => {
    const { call, fetch } = withAnswer(async () =>
      json({ assertion: 'a.b.c', alg: 'RS256', thumbprint: 't', notes: [] }),
    )
    const input = { keyId: 'k', headerText: '{ }', payloadText: '{"a":1e3}' }
    await expect(call(signAssertion, input)).resolves.toMatchObject({ assertion: 'a.b.c' })
    const [path, init] = fetch.mock.calls[0] ?? []
    expect(path).toBe('/api/assertions')
    expect(init).toMatchObject({
      method: 'POST',
      body: JSON.stringify(input),
      headers: { 'x-workbench-token': 'the-token', 'content-type': 'application/json' },
    })
  })

  it('puts the input of a GET into the query and sends no body', async () => {
    const { call, fetch } = withAnswer(async () => json({ attempts: [], history: [] }))
    await call(listAttempts, { environmentId: 'epic sandbox' })
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/attempts?environmentId=epic+sandbox')
    expect(fetch.mock.calls[0]?.[1]).not.toHaveProperty('body')
  })

  it('asks nothing that the contract does not know', async () => {
    const { call, fetch } = withAnswer(async () => json({}))
    const input = { environmentId: 'x', draft: { headerText: 7 } } as unknown
    await expect(call(saveDraft, input as never)).rejects.toThrow()
    expect(fetch).not.toHaveBeenCalled()
  })

  it('drops members of an answer that the contract does not name', async () => {
    const { call } = withAnswer(async () =>
      json({ assertion: 'a', alg: 'b', thumbprint: 'c', notes: [], d: 'private' }),
    )
    const answer = await call(signAssertion, { keyId: 'k', headerText: '', payloadText: '' })
    expect(answer).toEqual({ assertion: 'a', alg: 'b', thumbprint: 'c', notes: [] })
  })

  it.each([
    {
      why: 'a problem of the server',
      answer: async () => json(problem('key-locked', 422), 422),
      code: 'key-locked',
      title: 'A title',
    },
    {
      why: 'an answer in no known form',
      answer: async () => new Response('<html>', { status: 502 }),
      code: 'internal',
      title: 'The workbench answers in a way that this page does not know',
    },
    {
      why: 'a success that does not match the contract',
      answer: async () => json({ assertion: 7 }),
      code: 'internal',
      title: 'The workbench answers in a way that this page does not know',
    },
    {
      why: 'no answer at all',
      answer: async () => Promise.reject(new TypeError('Failed to fetch')),
      code: 'internal',
      title: 'The workbench does not answer',
    },
  ])('rejects with words that may be shown: $why', async ({ answer, code, title }) => {
    const { call } = withAnswer(answer)
    const error = await call(signAssertion, { keyId: 'k', headerText: '', payloadText: '' }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(ApiProblem)
    expect(problemOf(error)).toMatchObject({ code, title })
  })

  it('says which token was refused when the program was started again', async () => {
    const { call, onRefused } = withAnswer(async () => json(problem('session-required', 401), 401))
    await expect(call(listAttempts, { environmentId: 'x' })).rejects.toBeInstanceOf(ApiProblem)
    expect(onRefused).toHaveBeenCalledWith('the-token')
  })

  it('rejects with the reason of the signal when it is given up', async () => {
    const control = new AbortController()
    const { call } = withAnswer(async () => {
      control.abort()
      throw control.signal.reason
    })
    const error = await call(listAttempts, { environmentId: 'x' }, { signal: control.signal }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).not.toBeInstanceOf(ApiProblem)
    expect(error).toHaveProperty('name', 'AbortError')
  })
})
