import type { ShownCapture } from '../../../shared/contract/capture.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import styles from './listen-panel.module.css'

export interface CapturedListProps {
  /** Newest first. */
  readonly requests: readonly ShownCapture[]
  readonly chosenId: string | undefined
  readonly onChoose: (id: string) => void
  readonly onClear: () => void
}

export const timeOf = (numericDate: number): string =>
  `${new Date(numericDate * 1_000).toISOString().slice(11, 19)} UTC`

export function answerOf({ answered }: ShownCapture): string {
  const by = answered.by === 'relay' ? 'relayed' : 'answered here'
  return `${by}: ${answered.status ?? answered.detail ?? 'no answer'}${answered.error === undefined ? '' : ` ${answered.error}`}`
}

/** What came, newest first, each with its verdict in a word. */
export function CapturedList({ requests, chosenId, onChoose, onClear }: CapturedListProps) {
  return (
    <Card
      title="Requests"
      isFlush
      aside={
        requests.length > 0 && (
          <Button size="small" onPress={onClear}>
            Clear
          </Button>
        )
      }
    >
      {requests.length === 0 ? (
        <p className={styles.empty} role="status">
          Waiting for the first request…
        </p>
      ) : (
        <ul className={styles.list} aria-label="Captured requests, newest first">
          {requests.map((request) => (
            <li key={request.id}>
              <button
                type="button"
                className={styles.item}
                aria-current={request.id === chosenId ? 'true' : undefined}
                onClick={() => onChoose(request.id)}
              >
                <span className={styles.row}>
                  <strong>
                    {request.sequence} {request.kind}
                  </strong>
                  <span className={styles.muted}>{timeOf(request.at)}</span>
                  <Verdict request={request} />
                </span>
                <span className={styles.muted}>{answerOf(request)}</span>
                {request.remarks.map((remark) => (
                  <span key={remark} className={styles.remark}>
                    {remark}
                  </span>
                ))}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Verdict({ request: { findings, kind } }: { request: ShownCapture }) {
  const proven = findings.filter(({ grade }) => grade === 'proven').length
  const others = findings.filter(({ grade }) => grade === 'probable' || grade === 'possible').length
  if (proven > 0) return <Badge tone="error">{`${proven} proven`}</Badge>
  if (others > 0) return <Badge tone="warning">{`${others} possible`}</Badge>
  return <Badge tone="unknown">{kind === 'jwks' ? 'not judged' : 'nothing found'}</Badge>
}
