import { useQuery } from '@tanstack/react-query'
import type { PublishedSet } from '../../shared/lint/judge-published-keys.ts'
import { profileKey } from '../../shared/profiles/own-profile.ts'
import type { Workbench } from './workbench.ts'

/** The keys of the registered JWK Set with what the rules say of each; undefined while nothing came back. */
export function usePublishedKeys({ jwks, key, profile, seenKeys }: Workbench): PublishedSet | undefined {
  const hasBody = jwks?.body !== undefined
  const judged = useQuery<PublishedSet>({
    queryKey: [
      'published-keys',
      jwks?.body,
      jwks?.url,
      jwks?.fetchedAt,
      key?.thumbprint,
      profileKey(profile),
      seenKeys,
    ],
    queryFn: async () => {
      if (jwks === undefined) return { problem: undefined, keys: [] }
      // The rules come in a chunk of their own.
      const { judgePublishedKeys } = await import('../../shared/lint/judge-published-keys.ts')
      return judgePublishedKeys({
        document: jwks,
        profile,
        chosen: key?.publicJwk,
        seenKeys,
        now: jwks.fetchedAt ?? Date.now() / 1_000,
      })
    },
    enabled: hasBody,
    staleTime: Infinity,
    // While another key is chosen the rows stay; those of another text, such as a masked one, do not.
    placeholderData: (before, query) => (query?.queryKey[1] === jwks?.body ? before : undefined),
  })
  return hasBody ? judged.data : undefined
}
