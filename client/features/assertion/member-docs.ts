import { useMemo } from 'react'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import { explainMembers } from '../../../shared/profiles/explain-members.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import type { MemberDocs } from '../../ui/code-editor/editor-parts.ts'

export interface MemberDocsParts {
  readonly profile: Profile
  readonly clientId: string | undefined
  readonly chosenKey: KeySummary | undefined
  readonly audiences: readonly string[]
}

/** What the editors explain and propose: the profile's knowledge, and the values of this environment and key. */
export function memberDocs({ profile, clientId, chosenKey, audiences }: MemberDocsParts) {
  const fitting = chosenKey?.algorithms ?? []
  const header = explainMembers('header', profile)
  const accepted = header['alg']?.values ?? []
  const both = accepted.filter((alg) => fitting.includes(alg))
  return {
    header: withValues(header, {
      alg: both.length > 0 ? both : fitting.length > 0 ? fitting : accepted,
      kid: [chosenKey?.publicJwk?.['kid'], chosenKey?.thumbprint],
    }),
    payload: withValues(explainMembers('payload', profile), {
      iss: [clientId],
      sub: [clientId],
      aud: audiences,
    }),
  }
}

const withValues = (docs: MemberDocs, values: Readonly<Record<string, readonly unknown[]>>): MemberDocs => ({
  ...docs,
  ...Object.fromEntries(
    Object.entries(values).flatMap(([name, proposed]) => {
      const doc = docs[name]
      const texts = proposed.filter((value) => typeof value === 'string' && value !== '')
      return doc === undefined ? [] : [[name, { ...doc, values: [...new Set(texts as string[])] }]]
    }),
  ),
})

/** The same object until something changes: the editors' language service starts anew with each other one. */
export function useMemberDocs({ profile, clientId, chosenKey, audiences }: MemberDocsParts) {
  // The candidates are a new array each time; their text is not.
  const listed = audiences.join('\n')
  return useMemo(
    () => memberDocs({ profile, clientId, chosenKey, audiences: listed.split('\n') }),
    [profile, clientId, chosenKey, listed],
  )
}
