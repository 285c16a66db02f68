import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { listKeys, lockKey, makeCertificate, openKey, type KeySummary } from '../../shared/contract/keys.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

type Listed = ResponseOf<typeof listKeys>

const KEYS = ['keys'] as const
/** The practice key pair is made after the first start; until it is there it is asked for again. */
const AGAIN_MS = 700

/** @param awaited id of a key that is being made */
export const useKeys = (awaited: string | undefined) =>
  useQuery<Listed, ApiProblem>({
    queryKey: KEYS,
    queryFn: ({ signal }) => call(listKeys, {}, { signal }),
    refetchInterval: ({ state: { data } }) =>
      awaited !== undefined && data && !data.keys.some(({ id }) => id === awaited) ? AGAIN_MS : false,
  })

/** Opens or locks a key and shows its new state. */
export function useKeyActions() {
  const client = useQueryClient()
  const show = ({ key }: { key: KeySummary }) =>
    client.setQueryData<Listed>(
      KEYS,
      (known) => known && { ...known, keys: known.keys.map((old) => (old.id === key.id ? key : old)) },
    )
  const open = useMutation<{ key: KeySummary }, ApiProblem, { keyId: string; passphrase?: string }>({
    mutationFn: (input) => call(openKey, input),
    onSuccess: show,
    // A passphrase does not stay in the cache.
    gcTime: 0,
  })
  const lock = useMutation<{ key: KeySummary }, ApiProblem, string>({
    mutationFn: (keyId) => call(lockKey, { keyId }),
    onSuccess: show,
  })
  const certify = useMutation<{ key: KeySummary }, ApiProblem, RequestOf<typeof makeCertificate>>({
    mutationFn: (input) => call(makeCertificate, input),
    onSuccess: (answer) => {
      show(answer)
      void client.invalidateQueries({ queryKey: KEYS })
    },
  })
  return { open, lock, certify }
}
