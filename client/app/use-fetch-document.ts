import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AttemptDocument } from '../../shared/attempt/attempt.ts'
import type { RequestOf } from '../../shared/contract/operation.ts'
import { fetchDocument } from '../../shared/contract/token-requests.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'
import { documentsKey } from './use-documents.ts'
import type { Confirmed } from './use-confirmed.ts'

type Wanted = Omit<RequestOf<typeof fetchDocument>, 'confirm'>

/** Fetches one public document, with whatever yes that needs; undefined when the answer was no. */
export function useFetchDocument(confirmed: Confirmed) {
  const client = useQueryClient()
  return useMutation<AttemptDocument | undefined, ApiProblem, Wanted>({
    mutationFn: async (wanted) =>
      (await confirmed((confirm) => call(fetchDocument, { ...wanted, confirm })))?.document,
    onSuccess: (_document, { environmentId }) =>
      client.invalidateQueries({ queryKey: documentsKey(environmentId) }),
  })
}

/** Where a server publishes its SMART configuration. */
export const smartConfigurationUrl = (fhirBase: string): string =>
  `${fhirBase.replace(/\/+$/, '')}/.well-known/smart-configuration`
