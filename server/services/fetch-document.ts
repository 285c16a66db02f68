import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { fetchDocument } from '../../shared/contract/token-requests.ts'
import { maskHeaders } from '../../shared/redaction/mask.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { EnvironmentStore } from './ports.ts'

/** The documents of this run: the newest of each environment, kind and URL. */
export interface DocumentStore {
  put(environmentId: string, document: AttemptDocument): void
  list(environmentId: string): AttemptDocument[]
}

const MAX_PER_ENVIRONMENT = 40

export function makeDocumentStore(): DocumentStore {
  const documents = new Map<string, AttemptDocument[]>()
  return {
    put(environmentId, document) {
      const others = (documents.get(environmentId) ?? []).filter(
        ({ kind, url }) => kind !== document.kind || url !== document.url,
      )
      documents.set(environmentId, [...others, document].slice(-MAX_PER_ENVIRONMENT))
    },
    list: (environmentId) => documents.get(environmentId) ?? [],
  }
}

const REASONS = {
  jwks: 'the registered JWK Set of the client',
  'server-jwks': "the server's keys",
  'smart-configuration': 'the SMART configuration',
  'openid-configuration': 'the OpenID configuration',
  'oauth-authorization-server': 'the authorization server metadata',
  'capability-statement': 'the CapabilityStatement',
} as const

/** A GET as another server would make it: no cookie, no credential. */
export const makeFetchDocument =
  ({
    upstream,
    environments,
    documents,
  }: {
    upstream: Upstream
    environments: EnvironmentStore
    documents: DocumentStore
  }) =>
  async ({
    environmentId,
    kind,
    url,
    confirm,
  }: RequestOf<typeof fetchDocument>): Promise<ResponseOf<typeof fetchDocument>> => {
    environments.get(environmentId)
    const answer = await upstream.send({
      method: 'GET',
      url,
      headers: [['Accept', 'application/json']],
      reason: REASONS[kind],
      confirm,
    })
    const document: AttemptDocument = {
      kind,
      url,
      fetchedAt: answer.sentAt,
      durationMs: answer.durationMs,
      redirects: [...answer.redirects],
      headers: maskHeaders(answer.headers),
      ...(answer.status === undefined ? {} : { status: answer.status }),
      ...(answer.bodyText === undefined ? {} : { body: answer.bodyText }),
      ...failureMembers(answer),
    }
    documents.put(environmentId, document)
    return { document }
  }

function failureMembers({
  failure,
  detail,
  status,
  bodyText,
}: Awaited<ReturnType<Upstream['send']>>): Pick<AttemptDocument, 'failure' | 'detail'> {
  if (failure !== undefined) return { failure, ...(detail === undefined ? {} : { detail }) }
  return status !== undefined && bodyText === undefined
    ? { failure: 'encoding', detail: 'the body is not UTF-8' }
    : {}
}
