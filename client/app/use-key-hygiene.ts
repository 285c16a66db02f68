import { useMutation, useQueryClient } from '@tanstack/react-query'
import { inspectKey, makeKey, saveRepairedKey } from '../../shared/contract/key-hygiene.ts'
import type { KeySummary } from '../../shared/contract/keys.ts'
import { call } from '../api/api.ts'
import { problemOf, type ApiProblem } from '../api/call.ts'

const failed = (error: unknown) => ({ problem: problemOf(error) })

/** Looking at the bytes of key files, repaired copies, and new keys; the list of keys follows. */
export function useKeyHygiene(profile: string, onMade: (key: KeySummary) => void) {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['keys'] })
  const make = useMutation<{ key: KeySummary }, ApiProblem, 'rsa-3072' | 'ec-p384'>({
    mutationFn: (kind) => call(makeKey, { kind }),
    onSuccess: async ({ key }) => {
      await again()
      onMade(key)
    },
  })
  return {
    make,
    bytes: {
      inspect: (keyId: string) => call(inspectKey, { keyId, profile }).catch(failed),
      saveRepaired: async (keyId: string) => {
        const answer = await call(saveRepairedKey, { keyId }).catch(failed)
        await again()
        return answer
      },
    },
  }
}
