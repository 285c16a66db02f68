import type { SeenKey } from '../../../shared/facts/facts.ts'
import type { PublishedSet } from '../../../shared/lint/judge-published-keys.ts'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { Fold } from '../../ui/fold/fold.tsx'

export interface SeenKeysProps {
  /** Newest first. */
  readonly seenKeys: readonly SeenKey[]
  readonly set: PublishedSet | undefined
}

const moment = (at: number): string => new Date(at * 1_000).toLocaleString()

/** What was in the set at earlier looks: a server that kept its copy still goes by that. */
export function SeenKeys({ seenKeys, set }: SeenKeysProps) {
  if (seenKeys.length === 0) return null
  const now = set?.keys ?? []
  const isThere = (each: SeenKey) =>
    now.some(({ kid, thumbprint }) => kid === each.kid && thumbprint === each.thumbprint)
  const standing = (each: SeenKey): string => {
    if (set === undefined) return 'not looked at now'
    if (isThere(each)) return 'in the set'
    return each.kid !== undefined && now.some(({ kid }) => kid === each.kid)
      ? 'gone: its kid names another key now'
      : 'gone'
  }
  return (
    <Fold
      isOpen={set !== undefined && seenKeys.some((each) => !isThere(each))}
      summary={
        <>
          Seen at this address so far: {seenKeys.length} {seenKeys.length === 1 ? 'key' : 'keys'}
        </>
      }
    >
      <DataTable
        label="Keys seen at this address"
        columns={['kid', 'Thumbprint', 'First seen', 'Last seen', 'Now']}
        rows={seenKeys.map((each) => ({
          id: `${each.kid ?? ''} ${each.thumbprint}`,
          cells: [
            each.kid === undefined ? <em>none</em> : <code>{each.kid}</code>,
            <code key="thumbprint">{each.thumbprint}</code>,
            moment(each.firstSeenAt),
            moment(each.lastSeenAt),
            standing(each),
          ],
        }))}
      />
    </Fold>
  )
}
