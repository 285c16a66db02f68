import { isFresh, type Subject } from './subject.ts'

export type CompareGroup =
  'Claims' | 'Times' | 'JOSE header' | 'Key' | 'Request' | 'Request headers' | 'Environment' | 'Answer'

export interface CompareRow {
  readonly group: CompareGroup
  readonly name: string
  /** Undefined: this side does not have it. */
  readonly left: string | undefined
  readonly right: string | undefined
  readonly differs: boolean
  /** Differs in any two attempts and explains nothing: jti and absolute times. */
  readonly isExpected: boolean
}

/** Both sides, member by member, in the order of the left side and then what only the right one has. */
export function compareSubjects(left: Subject, right: Subject): CompareRow[] {
  const rows = (group: CompareGroup, a: Record<string, string>, b: Record<string, string>): CompareRow[] =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => {
      const [one, other] = [
        Object.hasOwn(a, name) ? a[name] : undefined,
        Object.hasOwn(b, name) ? b[name] : undefined,
      ]
      const isMissing = one === undefined || other === undefined
      return {
        group,
        name,
        left: one,
        right: other,
        differs: one !== other,
        isExpected:
          !isMissing && ((group === 'Claims' && isFresh(name)) || (group === 'Times' && name === 'sent')),
      }
    })
  // What one side cannot know is no difference: a pasted JWT has no request and no environment.
  const known = (a: Record<string, string>, b: Record<string, string>) =>
    Object.keys(a).length > 0 && Object.keys(b).length > 0
  const both = (group: CompareGroup, a: Record<string, string>, b: Record<string, string>) =>
    known(a, b) ? rows(group, a, b) : []
  const single = (name: string, value: string | undefined): Record<string, string> =>
    value === undefined ? {} : { [name]: value }
  return [
    ...rows('Claims', left.claims, right.claims),
    ...rows('Times', withoutSent(left, right), withoutSent(right, left)),
    ...rows('JOSE header', left.header, right.header),
    ...both('Key', single('key', left.key), single('key', right.key)),
    ...both('Request', left.parameters, right.parameters),
    ...both('Request headers', left.requestHeaders, right.requestHeaders),
    ...both('Environment', left.environment, right.environment),
    ...both('Answer', single('answer', left.answer), single('answer', right.answer)),
  ]
}

function withoutSent(own: Subject, other: Subject): Record<string, string> {
  if (own.times['sent'] !== undefined && other.times['sent'] !== undefined) return own.times
  const { sent: _, ...rest } = own.times
  return rest
}

/** Names of what differs and may explain something, the most telling first; each once. */
export function differences(rows: readonly CompareRow[]): string[] {
  const telling = rows.filter(
    ({ differs, isExpected, group }) => differs && !isExpected && group !== 'Answer',
  )
  return [
    ...new Set(telling.map(({ group, name }) => (group === 'Environment' ? `environment ${name}` : name))),
  ]
}

const MOST_NAMES = 6

/** "A works, B fails: aud, kid and lifetime differ." */
export function compareSentence(left: Subject, right: Subject, rows: readonly CompareRow[]): string {
  const WORDS = { works: 'works', fails: 'fails', unknown: 'was not sent' } as const
  const names = differences(rows)
  const start =
    left.outcome === right.outcome && left.outcome !== 'unknown'
      ? `A and B both ${left.outcome === 'works' ? 'work' : 'fail'}`
      : `A ${WORDS[left.outcome]}, B ${WORDS[right.outcome]}`
  if (names.length === 0) return `${start}: nothing differs but jti and the times of the day.`
  const shown = names.slice(0, MOST_NAMES)
  const rest = names.length - shown.length
  const all = rest > 0 ? [...shown, `${rest} more`] : shown
  const list = all.length === 1 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`
  return `${start}: ${list} ${all.length === 1 ? 'differs' : 'differ'}.`
}
