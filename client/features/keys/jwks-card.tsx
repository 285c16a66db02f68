import type { AttemptDocument } from '../../../shared/attempt/attempt.ts'
import type { Environment } from '../../../shared/contract/environments.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import styles from './key-panel.module.css'
import { readSet, type SetRow } from './public-half.ts'

export interface JwksCardProps {
  readonly environment: Environment
  readonly chosenKey: KeySummary | undefined
  readonly jwks: AttemptDocument | undefined
  readonly onFetch: () => void
  readonly isFetching: boolean
}

/** The registered JWK Set as the server would fetch it, and whether the chosen key is in it. */
export function JwksCard({ environment, chosenKey, jwks, onFetch, isFetching }: JwksCardProps) {
  const url = environment.settings.registration?.jwksUrl
  return (
    <Card
      title="Registered JWKS"
      isFlush
      aside={
        <Button size="small" isDisabled={url === undefined || isFetching} onPress={onFetch}>
          {isFetching ? 'Fetching…' : 'Fetch the registered JWKS'}
        </Button>
      }
    >
      <div className={styles.inset}>
        {url === undefined ? (
          <p className={styles.note}>
            This environment names no JWKS URL. Fill it in at step 1 to see whether the key is in the set.
          </p>
        ) : (
          <p className={styles.note}>
            <code>{url}</code>
          </p>
        )}
        {jwks === undefined && url !== undefined && (
          <p className={styles.note}>Not fetched in this run: what the server finds there is unknown.</p>
        )}
        {jwks && <Fetched jwks={jwks} />}
      </div>
      {jwks?.body !== undefined && <SetTable body={jwks.body} chosenKey={chosenKey} />}
    </Card>
  )
}

function Fetched({ jwks }: { jwks: AttemptDocument }) {
  if (jwks.failure !== undefined)
    return (
      <p className={styles.problem} role="status">
        <strong>Nothing came back ({jwks.failure}).</strong> {jwks.detail}
      </p>
    )
  const header = (name: string) => jwks.headers?.find(([key]) => key.toLowerCase() === name)?.[1]
  const parts = [
    jwks.status !== undefined && `HTTP ${jwks.status}`,
    header('content-type') ?? 'no content-type',
    header('cache-control') && `cache-control: ${header('cache-control')}`,
    jwks.redirects?.length ? `${jwks.redirects.length} redirects` : undefined,
    jwks.durationMs !== undefined && `${Math.round(jwks.durationMs)} ms`,
  ]
  return <p className={styles.note}>{parts.filter(Boolean).join(' · ')}</p>
}

function SetTable({ body, chosenKey }: { body: string; chosenKey: KeySummary | undefined }) {
  const set = readSet(body, chosenKey?.publicJwk)
  if (!set.ok)
    return (
      <p className={`${styles.problem} ${styles.outset}`} role="status">
        <strong>This is no JWK Set.</strong> {set.why}
      </p>
    )
  const isThere = set.rows.some((row) => row.isChosen)
  return (
    <>
      {chosenKey?.publicJwk && !isThere && (
        <p className={`${styles.problem} ${styles.outset}`} role="status">
          <strong>The chosen key is not in this set.</strong> None of its {set.rows.length} keys has the
          public half of {chosenKey.name}, so no kid can lead to it.
        </p>
      )}
      <DataTable
        label="Keys of the registered JWKS"
        columns={['kid', 'kty', 'alg', 'use', 'Chosen key?']}
        rows={set.rows.map((row) => ({
          id: String(row.index),
          isCurrent: row.isChosen === true,
          cells: [
            row.kid === undefined ? <em>none</em> : <code>{row.kid}</code>,
            row.kty ?? 'none',
            row.alg ?? 'any',
            row.use ?? 'any',
            <Match key="match" row={row} />,
          ],
        }))}
      />
    </>
  )
}

function Match({ row }: { row: SetRow }) {
  if (row.isChosen === undefined) return <Badge tone="unknown">unknown</Badge>
  if (!row.isChosen) return <Badge tone="unknown">no</Badge>
  return (
    <>
      <Badge tone="ok">yes</Badge> <span className={styles.muted}>same thumbprint</span>
    </>
  )
}
