import { covers, parseScope, permissionLetters, type Scope } from './scope.ts'

export interface ScopeCover {
  /** `covered`: by another spelling, a wildcard, or several together; `partly`: some of its permissions. */
  readonly state: 'same' | 'covered' | 'partly' | 'absent'
  /** The tokens that do it. */
  readonly by: readonly string[]
}

/** The tokens of a scope value with their offsets. */
export function scopeTokens(text: string): { readonly token: string; readonly start: number }[] {
  return [...text.matchAll(/[^ ]+/g)].map((match) => ({ token: match[0], start: match.index }))
}

interface Known {
  readonly token: string
  readonly scope: Scope
}

const known = (tokens: readonly string[]): Known[] =>
  tokens.flatMap((token) => {
    const parsed = parseScope(token)
    return parsed.ok ? [{ token, scope: parsed.scope }] : []
  })

/** How far a list of scopes covers one; v1 and v2 compare by what they permit. */
export function coverOf(token: string, tokens: readonly string[]): ScopeCover {
  if (tokens.includes(token)) return { state: 'same', by: [token] }
  const wanted = parseScope(token)
  if (!wanted.ok || wanted.scope.kind !== 'resource') return { state: 'absent', by: [] }
  const have = known(tokens)
  const whole = have.find(({ scope }) => covers(scope, wanted.scope))
  if (whole) return { state: 'covered', by: [whole.token] }
  const { scope } = wanted
  // Several narrower grants together may cover one v1 or multi-letter scope.
  const byLetter = [...permissionLetters(scope.permissions)].map((permissions) =>
    have.find((each) => covers(each.scope, { ...scope, version: 2, permissions })),
  )
  const by = [...new Set(byLetter.flatMap((each) => (each ? [each.token] : [])))]
  return { state: by.length === 0 ? 'absent' : byLetter.includes(undefined) ? 'partly' : 'covered', by }
}

/**
 * The same rights in as few tokens as possible: what another token covers goes, and so does what stands twice. A token
 * that is no SMART scope stays.
 */
export function withoutRedundant(tokens: readonly string[]): string[] {
  const once = [...new Set(tokens)]
  return once.filter((token, at) => {
    const others = once.filter((_, index) => index !== at)
    const cover = coverOf(token, others)
    if (cover.state !== 'covered') return true
    // Two spellings of the same rights cover each other: the first one stays.
    return others.some(
      (other, index) =>
        cover.by.includes(other) && index >= at && coverOf(other, [token]).state === 'covered',
    )
  })
}
