import { z } from 'zod'
import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import {
  fetchedDocument,
  type fetchDocument,
  type FetchedDocument,
} from '../../shared/contract/token-requests.ts'
import { maskHeaders } from '../../shared/redaction/mask.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { EnvironmentStore, JsonFile } from './ports.ts'
import type { SeenKeys } from './seen-keys.ts'

/** The documents of each environment: of each kind and URL the newest, or the last usable one of a metadata document. */
export interface DocumentStore {
  put(environmentId: string, document: FetchedDocument): void
  list(environmentId: string): FetchedDocument[]
}

const MAX_PER_ENVIRONMENT = 40

/** data/documents.json: the last usable copy of each metadata document, so that it is there when the server is not. */
export const documentsContent = z.record(z.string(), z.array(fetchedDocument))

/** A copy larger than this is for this run only. Characters. */
const MAX_KEPT_CHARACTERS = 262_144

/** Metadata outlives the run; a JWK Set does not, because an old one would speak of keys that are gone. */
const isKept = ({ kind, status, body }: AttemptDocument): boolean =>
  kind !== 'jwks' && kind !== 'server-jwks' && status === 200 && (body ?? '').length <= MAX_KEPT_CHARACTERS

const isUsable = ({ status, failure }: AttemptDocument): boolean => status === 200 && failure === undefined

/** @param file where usable metadata is kept between runs */
export function makeDocumentStore(file: JsonFile<z.infer<typeof documentsContent>>): DocumentStore {
  const documents = new Map<string, FetchedDocument[]>(Object.entries(file.read()))
  return {
    put(environmentId, document) {
      const all = documents.get(environmentId) ?? []
      const isSame = ({ kind, url }: AttemptDocument) => kind === document.kind && url === document.url
      // A server that cannot be reached now does not take away what it said before; a JWK Set is as it is now.
      const stands = all.find((each) => isSame(each) && isKept(each))
      if (stands !== undefined && !isUsable(document)) return
      const next = [...all.filter((each) => !isSame(each)), document].slice(-MAX_PER_ENVIRONMENT)
      documents.set(environmentId, next)
      if (!isKept(document)) return
      // A full disk does not fail a fetch: the copy is a convenience.
      void file.write({ ...file.read(), [environmentId]: next.filter(isKept) }).catch(() => undefined)
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
    seenKeys,
    jwksHost,
  }: {
    upstream: Upstream
    environments: EnvironmentStore
    documents: DocumentStore
    seenKeys: SeenKeys
    /** The listener that serves a set from here; HOST:PORT while it runs. */
    jwksHost: { address(): string | undefined }
  }) =>
  async (
    { environmentId, kind, url, confirm }: RequestOf<typeof fetchDocument>,
    signal?: AbortSignal,
  ): Promise<ResponseOf<typeof fetchDocument>> => {
    const { settings } = environments.get(environmentId)
    const answer = await upstream.send({
      method: 'GET',
      url,
      headers: [['Accept', 'application/json']],
      reason: REASONS[kind],
      confirm,
      ...(signal === undefined ? {} : { signal }),
    })
    const document: FetchedDocument = {
      kind,
      url,
      fetchedAt: answer.sentAt,
      durationMs: answer.durationMs,
      redirects: [...answer.redirects],
      headers: maskHeaders(answer.headers),
      ...(answer.status === undefined ? {} : { status: answer.status }),
      ...(answer.bodyText === undefined ? {} : { body: answer.bodyText }),
      ...(answer.certificates === undefined ? {} : { certificates: [...answer.certificates] }),
      ...failureMembers(answer),
    }
    // The copy that is served from here is not the registered set: a look at it says nothing of what the server finds.
    const isOwnCopy =
      URL.canParse(url) && new URL(url).host === jwksHost.address() && url !== settings.registration?.jwksUrl
    if (!isOwnCopy) documents.put(environmentId, document)
    // The practice server's keys change with its faults: what it held before one was switched off means nothing.
    if (settings.label !== 'practice' && !isOwnCopy) await seenKeys.note(document)
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
