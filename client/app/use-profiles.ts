import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { copyProfile, listProfiles } from '../../shared/contract/profiles.ts'
import type { ResponseOf } from '../../shared/contract/operation.ts'
import { resolveProfile } from '../../shared/profiles/own-profile.ts'
import type { Profile } from '../../shared/profiles/profile.ts'
import { rfc7523 } from '../../shared/profiles/rfc7523.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

const PROFILES = ['profiles'] as const
const NONE: readonly Profile[] = []

/** The profiles of the user's own, as they were when they were read last. */
export const useOwnProfiles = () =>
  useQuery<ResponseOf<typeof listProfiles>, ApiProblem>({
    queryKey: PROFILES,
    queryFn: ({ signal }) => call(listProfiles, {}, { signal }),
  })

/** The profile that an environment names; plain RFC 7523 where its file is gone. */
export function useProfile(id: string): Profile {
  const own = useOwnProfiles()
  return resolveProfile(id, own.data?.profiles ?? NONE) ?? rfc7523
}

export function useCopyProfile() {
  const client = useQueryClient()
  return useMutation<ResponseOf<typeof copyProfile>, ApiProblem, { from: string; name: string }>({
    mutationFn: (input) => call(copyProfile, input),
    onSuccess: () => client.invalidateQueries({ queryKey: PROFILES }),
  })
}
