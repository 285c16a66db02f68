import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Environment } from '../../shared/contract/environments.ts'
import { fetchDocument, listDocuments, type FetchedDocument } from '../../shared/contract/token-requests.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'
import type { Confirmed } from './use-confirmed.ts'

export const documentsKey = (environmentId: string) => ['documents', environmentId] as const

/**
 * The documents of an environment. The practice server's own JWK Set is fetched by itself, because it never leaves
 * this computer; any other only when somebody asks.
 */
export function useDocuments(environment: Environment | undefined, isPracticeReady: boolean) {
  const id = environment?.id ?? ''
  const jwksUrl = environment?.settings.registration?.jwksUrl
  const isOwn = environment?.origin === 'practice' && isPracticeReady && jwksUrl !== undefined
  const listed = useQuery<{ documents: FetchedDocument[] }, ApiProblem>({
    queryKey: documentsKey(id),
    queryFn: ({ signal }) => call(listDocuments, { environmentId: id }, { signal }),
    enabled: environment !== undefined,
  })
  const fetched = listed.data?.documents ?? NONE
  const known = fetched.findLast(({ kind, url }) => kind === 'jwks' && url === jwksUrl)
  const own = useQuery<{ document: FetchedDocument }, ApiProblem>({
    queryKey: ['own-jwks', id, jwksUrl],
    queryFn: ({ signal }) =>
      call(fetchDocument, { environmentId: id, kind: 'jwks', url: jwksUrl ?? '', confirm: [] }, { signal }),
    enabled: isOwn && listed.isSuccess && known === undefined,
  })
  const ownJwks = known ? undefined : own.data?.document
  const documents = useMemo(() => (ownJwks ? [...fetched, ownJwks] : fetched), [fetched, ownJwks])
  return { documents, jwks: known ?? ownJwks }
}

const NONE: FetchedDocument[] = []

/** Fetches the registered JWK Set, with whatever yes that needs. */
export function useFetchJwks(confirmed: Confirmed) {
  const client = useQueryClient()
  return useMutation<FetchedDocument | undefined, ApiProblem, Environment>({
    mutationFn: async ({ id, settings }) => {
      const url = settings.registration?.jwksUrl ?? ''
      const answer = await confirmed((confirm) =>
        call(fetchDocument, { environmentId: id, kind: 'jwks', url, confirm }),
      )
      return answer?.document
    },
    onSuccess: (document, { id }) => {
      if (!document) return
      client.setQueryData<{ documents: FetchedDocument[] }>(documentsKey(id), (known) => ({
        documents: [
          ...(known?.documents ?? []).filter(({ kind, url }) => kind !== 'jwks' || url !== document.url),
          document,
        ],
      }))
    },
  })
}
