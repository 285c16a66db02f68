import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import { listEnvironments, removeEnvironment, saveEnvironment } from '../../shared/contract/environments.ts'
import type { ResponseOf } from '../../shared/contract/operation.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

type Listed = ResponseOf<typeof listEnvironments>

export const ENVIRONMENTS = ['environments'] as const

export const useEnvironments = () =>
  useQuery<Listed, ApiProblem>({
    queryKey: ENVIRONMENTS,
    queryFn: ({ signal }) => call(listEnvironments, {}, { signal }),
  })

const withEnvironment = (list: readonly Environment[], next: Environment): Environment[] =>
  list.some(({ id }) => id === next.id)
    ? list.map((old) => (old.id === next.id ? next : old))
    : [...list, next]

/** Shows the change at once and takes it back when the server does not take it. */
export function useSaveEnvironment() {
  const client = useQueryClient()
  return useMutation<Environment, ApiProblem, Environment, { before: Listed | undefined }>({
    mutationFn: async (environment) => (await call(saveEnvironment, { environment })).environment,
    onMutate: (environment) => {
      const before = client.getQueryData<Listed>(ENVIRONMENTS)
      if (before) {
        const environments = withEnvironment(before.environments, environment)
        client.setQueryData<Listed>(ENVIRONMENTS, { ...before, environments })
      }
      return { before }
    },
    onError: (_problem, _environment, context) => client.setQueryData(ENVIRONMENTS, context?.before),
  })
}

export interface Removed {
  readonly environment: Environment
  readonly draft?: Draft | undefined
}

export function useRemoveEnvironment() {
  const client = useQueryClient()
  return useMutation<Removed, ApiProblem, string>({
    mutationFn: (id) => call(removeEnvironment, { id }),
    onSuccess: ({ environment }) => {
      const known = client.getQueryData<Listed>(ENVIRONMENTS)
      if (!known) return
      const environments = known.environments.filter(({ id }) => id !== environment.id)
      client.setQueryData<Listed>(ENVIRONMENTS, { ...known, environments })
    },
  })
}
