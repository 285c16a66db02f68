import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { changeJwksHost, readJwksHost, type JwksHostState } from '../../shared/contract/jwks-host.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

const JWKS_HOST = ['jwks-host'] as const
const WATCHED_MS = 2_000

/** The JWK Set that is served from here; looked at again while it is served, so that visits show as they happen. */
export function useJwksHost() {
  const client = useQueryClient()
  const state = useQuery<JwksHostState, ApiProblem>({
    queryKey: JWKS_HOST,
    queryFn: ({ signal }) => call(readJwksHost, {}, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.url === undefined ? false : WATCHED_MS),
  })
  const change = useMutation<JwksHostState, ApiProblem, RequestOf<typeof changeJwksHost>>({
    mutationFn: (input) => call(changeJwksHost, input),
    onSuccess: (next) => client.setQueryData(JWKS_HOST, next),
  })
  return { state: state.data, problem: change.error ?? state.error, change: change.mutate }
}
