import { expect, it } from 'vitest'
import type { Environment } from '../../shared/contract/environments.ts'
import type { Upstream } from '../upstream/upstream.ts'
import { makeDocumentStore, makeFetchDocument } from './fetch-document.ts'
import type { EnvironmentStore } from './ports.ts'

const HOSTED = 'http://127.0.0.1:4711/jwks.json'
const REGISTERED = 'https://tunnel.example.test/jwks.json'

/** Fetches `url` in an environment with this JWK Set URL; gives back what is known of its documents afterwards. */
const fetchAnd = async (url: string, jwksUrl: string): Promise<string[]> => {
  const documents = makeDocumentStore({ read: () => ({}), write: () => Promise.resolve() })
  const seen: string[] = []
  const environment: Pick<Environment, 'settings'> = { settings: { registration: { jwksUrl } } }
  const answer = {
    status: 200,
    headers: [],
    bodyText: '{"keys":[]}',
    redirects: [],
    sentAt: 1,
    durationMs: 1,
  }
  const { document } = await makeFetchDocument({
    upstream: { send: () => Promise.resolve(answer) } as unknown as Upstream,
    environments: { get: () => environment } as unknown as EnvironmentStore,
    documents,
    seenKeys: { note: (each) => Promise.resolve(void seen.push(each.url)), list: () => [] },
    jwksHost: { address: () => '127.0.0.1:4711' },
  })({ environmentId: 'e', kind: 'jwks', url, confirm: [] })
  expect(document.url).toBe(url)
  expect(seen).toEqual(documents.list('e').map((each) => each.url))
  return seen
}

it.each([
  { why: 'the registered set', url: REGISTERED, jwksUrl: REGISTERED, kept: [REGISTERED] },
  { why: 'the copy served from here, which is not registered', url: HOSTED, jwksUrl: REGISTERED, kept: [] },
  {
    why: 'the copy served from here, where that is registered',
    url: HOSTED,
    jwksUrl: HOSTED,
    kept: [HOSTED],
  },
])('keeps as the set of the client: $why', async ({ url, jwksUrl, kept }) => {
  expect(await fetchAnd(url, jwksUrl)).toEqual(kept)
})
