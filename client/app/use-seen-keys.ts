import { useQuery } from '@tanstack/react-query'
import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import type { ResponseOf } from '../../shared/contract/operation.ts'
import { listSeenKeys } from '../../shared/contract/seen-keys.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

const NONE: never[] = []

/** What a JWK Set held at earlier looks, asked again after each look at it. */
export function useSeenKeys(jwks: AttemptDocument | undefined) {
  const url = jwks?.url ?? ''
  const seen = useQuery<ResponseOf<typeof listSeenKeys>, ApiProblem>({
    queryKey: ['seen-keys', url, jwks?.fetchedAt],
    queryFn: ({ signal }) => call(listSeenKeys, { url }, { signal }),
    enabled: jwks !== undefined,
    placeholderData: (before, query) => (query?.queryKey[1] === url ? before : undefined),
  })
  return jwks === undefined ? NONE : (seen.data?.keys ?? NONE)
}
