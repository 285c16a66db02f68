import { useQuery } from '@tanstack/react-query'
import { readLedger } from '../../shared/contract/ledger.ts'
import type { ResponseOf } from '../../shared/contract/operation.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

const WATCHED_MS = 2_000

/** Asked for only while it is on the screen. */
export const useLedger = (watched: boolean) =>
  useQuery<ResponseOf<typeof readLedger>, ApiProblem>({
    queryKey: ['ledger'],
    queryFn: ({ signal }) => call(readLedger, {}, { signal }),
    enabled: watched,
    refetchInterval: watched ? WATCHED_MS : false,
  })
