import { differences, requestFacts } from '../../../shared/capture/request-facts.ts'
import type { CapturedFinding, ShownCapture } from '../../../shared/contract/capture.ts'
import { maskFormBody, maskRequestHeaders } from '../../../shared/redaction/mask.ts'
import type { BuiltTokenRequest } from '../../../shared/token-request/build-token-request.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge, type Tone } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { ComparedValues } from '../../ui/compared-values/compared-values.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { WireText } from '../../ui/wire-text/wire-text.tsx'
import { answerOf } from './captured-list.tsx'
import styles from './listen-panel.module.css'

export interface CapturedCardProps {
  readonly request: ShownCapture
  readonly built: BuiltTokenRequest | undefined
  readonly onOpenAttempt: (attemptId: string) => void
}

/** One captured request: its verdict, what changed, how it differs from the workbench's own, and its bytes. */
export function CapturedCard({ request, built, onOpenAttempt }: CapturedCardProps) {
  const { attemptId } = request
  return (
    <div className={styles.stack}>
      <Card
        title={`Request ${request.sequence}`}
        isFlush
        aside={
          <>
            <span>{answerOf(request)}</span>
            {attemptId !== undefined && (
              <Button size="small" onPress={() => onOpenAttempt(attemptId)}>
                Open its answer
              </Button>
            )}
          </>
        }
      >
        {request.findings.length === 0 ? (
          <p className={styles.empty} role="status">
            {request.kind === 'jwks'
              ? 'Somebody fetched the JWKS; there is nothing in such a request to judge.'
              : 'No rule finds a fault in these bytes. What the server keeps shows only in its answer: relay the next request.'}
          </p>
        ) : (
          <ul className={styles.findings} aria-label="Findings, worst first">
            {request.findings.map((finding, index) => (
              <Found key={`${finding.ruleId} ${index}`} finding={finding} />
            ))}
          </ul>
        )}
      </Card>
      {request.changed.length > 0 && (
        <Card title="Changed since the request before" isFlush>
          <Differences
            label="Changed since the request before"
            rows={request.changed}
            names={['before', 'now']}
          />
        </Card>
      )}
      {request.kind === 'token' && <CompareCard request={request} built={built} />}
      <Card title="As it came">
        <WireText
          label="Request as it came, secrets masked"
          start={
            <>
              <strong>{request.method}</strong> {request.url}
            </>
          }
          headers={request.headers}
        >
          {request.body === '' ? <em>The body is empty.</em> : request.body}
        </WireText>
        {request.headerText !== '' && (
          <p className={styles.decoded}>
            <code>{request.headerText}</code>
            <code>{request.payloadText}</code>
          </p>
        )}
        <p className={styles.note}>{request.bodyBytes} bytes of body; signature and secrets are masked.</p>
      </Card>
    </div>
  )
}

const TONES: Readonly<Record<CapturedFinding['grade'], Tone>> = {
  proven: 'error',
  probable: 'warning',
  possible: 'warning',
  hint: 'hint',
}

function Found({ finding }: { finding: CapturedFinding }) {
  const { actual, expected, index } = finding
  return (
    <li data-rule={finding.ruleId}>
      <Badge tone={TONES[finding.grade]}>{finding.grade}</Badge>
      <div className={styles.found}>
        <p>{plainText(finding.message)}</p>
        {actual !== undefined && expected !== undefined && (
          <ComparedValues actual={actual} expected={expected} index={index} />
        )}
        <p className={styles.muted}>{finding.fix}</p>
      </div>
    </li>
  )
}

function CompareCard({ request, built }: Pick<CapturedCardProps, 'request' | 'built'>) {
  const rows = built && differences(requestFacts(request), requestFacts(masked(built)))
  return (
    <Card title="Compare with mine" isFlush={rows !== undefined && rows.length > 0}>
      {rows === undefined ? (
        <p className={styles.note}>
          The workbench has no signed request of its own yet: steps 2 and 3 make one, and what differs shows
          here.
        </p>
      ) : rows.length === 0 ? (
        <p className={styles.note} role="status">
          Header members, claims, parameters and encodings are the same as in the workbench’s own request.
        </p>
      ) : (
        <Differences label="Differs from mine" rows={rows} names={['your program', 'workbench']} />
      )}
    </Card>
  )
}

/** Both sides lose the same secrets, so that a mask is not a difference. */
const masked = (built: BuiltTokenRequest): BuiltTokenRequest => ({
  ...built,
  headers: maskRequestHeaders(built.headers),
  body: maskFormBody(built.body),
})

interface DifferencesProps {
  readonly label: string
  readonly rows: ShownCapture['changed']
  readonly names: readonly [string, string]
}

function Differences({ label, rows, names }: DifferencesProps) {
  const cell = (value: string | undefined) => (value === undefined ? <em>absent</em> : <code>{value}</code>)
  return (
    <DataTable
      label={label}
      columns={['What', ...names]}
      rows={rows.map(({ name, before, after }) => ({ id: name, cells: [name, cell(before), cell(after)] }))}
    />
  )
}
