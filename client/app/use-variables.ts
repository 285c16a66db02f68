import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { listVariables, takeVariable } from '../../shared/contract/variables.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

export type TakenVariable = ResponseOf<typeof takeVariable>

/** Names of the variables of the program, and the values that were taken one by one in this visit. */
export function useVariables() {
  const [taken, setTaken] = useState<readonly TakenVariable[]>([])
  const listed = useQuery<ResponseOf<typeof listVariables>, ApiProblem>({
    queryKey: ['variables'],
    queryFn: ({ signal }) => call(listVariables, {}, { signal }),
    staleTime: Infinity,
  })
  const take = useMutation<TakenVariable, ApiProblem, RequestOf<typeof takeVariable>>({
    mutationFn: (input) => call(takeVariable, input),
    onSuccess: (answer) => setTaken((before) => [...before, answer]),
  })
  return {
    names: listed.data?.names,
    problem: listed.error?.problem ?? take.error?.problem,
    taken,
    take: (name: string) => take.mutate({ name }),
  }
}
