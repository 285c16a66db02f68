import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { inspectKey, makeKey, saveRepairedKey } from '../../shared/contract/key-hygiene.ts'
import { chooseKeyVariable, listKeyVariables, type KeySummary } from '../../shared/contract/keys.ts'
import { call } from '../api/api.ts'
import { problemOf, type ApiProblem } from '../api/call.ts'
import type { Confirmed } from './use-confirmed.ts'

const failed = (error: unknown) => ({ problem: problemOf(error) })

export interface KeyHygieneParts {
  readonly profile: string
  readonly confirmed: Confirmed
  /** Takes a key that is new on the list. */
  readonly onMade: (key: KeySummary) => void
}

/** Looking at the bytes of keys, repaired copies, keys from variables and new ones; the list of keys follows. */
export function useKeyHygiene({ profile, confirmed, onMade }: KeyHygieneParts) {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['keys'] })
  const taken = async ({ key }: { key: KeySummary }) => {
    await again()
    onMade(key)
  }
  const make = useMutation<{ key: KeySummary }, ApiProblem, 'rsa-3072' | 'ec-p384'>({
    mutationFn: (kind) => call(makeKey, { kind }),
    onSuccess: taken,
  })
  const names = useQuery<{ names: string[] }, ApiProblem>({
    queryKey: ['key-variables'],
    queryFn: ({ signal }) => call(listKeyVariables, {}, { signal }),
    // The variables of a process are those that it was started with.
    staleTime: Infinity,
  })
  const variable = useMutation<{ key: KeySummary }, ApiProblem, string>({
    mutationFn: (name) => call(chooseKeyVariable, { name }),
    onSuccess: taken,
  })
  return {
    make,
    variables: {
      names: names.data?.names ?? [],
      problem: variable.error ? problemOf(variable.error) : undefined,
      isBusy: variable.isPending,
      onTake: (name: string) => variable.mutate(name),
    },
    bytes: {
      inspect: (keyId: string) =>
        confirmed((confirm) => call(inspectKey, { keyId, profile, confirm })).catch(failed),
      saveRepaired: async (keyId: string) => {
        const answer = await confirmed((confirm) => call(saveRepairedKey, { keyId, confirm })).catch(failed)
        await again()
        return answer
      },
    },
  }
}
