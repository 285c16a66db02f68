import { useState } from 'react'
import { compareText } from '../../../shared/assertion/compare-text.ts'
import { linesOfUrl } from '../../../shared/authorization/line-of-finding.ts'
import { printByLine } from '../../../shared/authorization/print-by-line.ts'
import { NEW, unfillFresh } from '../../../shared/authorization/fresh-values.ts'
import { parseForm, rawQuery } from '../../../shared/facts/http-facts.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { MarkedText, Visible } from '../../ui/marked-text/marked-text.tsx'
import { StateIcon } from '../../ui/state-icon/state-icon.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { typedFresh, withAllNew } from './launch-model.ts'
import type { LaunchPanelProps } from './launch-panel.tsx'
import styles from './launch-panel.module.css'
import { SEVERITY_TONES } from '../../ui/badge/severity-tones.ts'

const VIEWS = [
  { id: 'lines', label: 'One a line' },
  { id: 'decoded', label: 'Decoded' },
  { id: 'raw', label: 'Raw, to edit or paste' },
] as const
type View = (typeof VIEWS)[number]['id']

/** The authorization request in three views, each finding beside the line that it is about. */
export function UrlCard(props: LaunchPanelProps) {
  const { draft, onDraft, url, fresh, live } = props
  const [view, setView] = useState<View>('lines')
  const own = live.findings.filter(({ object }) => object === 'authorize-url')
  const foreign = typedFresh(draft.template)
  return (
    <Card
      title="Authorization request"
      aside={
        <>
          <span>{url.length.toLocaleString('en')} characters</span>
          <CopyButton
            size="small"
            text={view === 'lines' ? printByLine(url) : url}
            label="Copy the URL as shown"
          />
        </>
      }
    >
      <div className={styles.fields}>
        <div role="group" aria-label="How the URL is shown" className={styles.row}>
          {VIEWS.map(({ id, label }) => (
            <Button key={id} size="small" aria-pressed={view === id} onPress={() => setView(id)}>
              {label}
            </Button>
          ))}
        </div>
        {foreign.length > 0 && (
          <div className={styles.notice}>
            <p>
              {foreign.join(', ')} {foreign.length === 1 ? 'was' : 'were'} typed or pasted. To run this URL
              from here, put the program’s own in their place.
            </p>
            <Button size="small" onPress={() => onDraft({ ...draft, template: withAllNew(draft.template) })}>
              Make them new
            </Button>
          </div>
        )}
        {view === 'lines' && <Lines url={url} findings={own} judged={live.judged} />}
        {view === 'decoded' && <Decoded url={url} />}
        {view === 'raw' && (
          <TextField
            label="Authorization URL"
            isMonospace
            isMultiline
            value={url}
            onChange={(next) =>
              onDraft({ ...draft, template: unfillFresh(next.replace(/\s+(?=&)/g, '').trim(), fresh ?? {}) })
            }
            description="Any authorization URL can be pasted here, one parameter a line too; it is checked at once and nothing is opened."
          />
        )}
        {url.includes(NEW) && fresh !== undefined && (
          <p className={styles.note}>
            <code>{NEW}</code> is put in as the URL opens: a plain challenge is the verifier itself.
          </p>
        )}
      </div>
    </Card>
  )
}

interface LinesProps {
  readonly url: string
  readonly findings: readonly Finding[]
  readonly judged: boolean
}

/** As `sed 's/&/\n&/g'` prints it. */
function Lines({ url, findings, judged }: LinesProps) {
  const { lines, absent } = linesOfUrl(url, findings)
  return (
    <ol className={styles.lines} aria-label="One parameter a line">
      {lines.map((line, index) => (
        <li key={index}>
          <LineState findings={line.findings} judged={judged} />
          <div>
            <code>
              <Visible text={line.text} />
            </code>
            <Findings findings={line.findings} />
          </div>
        </li>
      ))}
      {absent.map(({ name, findings: own }) => (
        <li key={`absent ${name}`}>
          <LineState findings={own} judged={judged} />
          <div>
            <code className={styles.absent}>{name} is not there</code>
            <Findings findings={own} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function LineState({ findings, judged }: { findings: readonly Finding[]; judged: boolean }) {
  const states = findings.map(({ severity }) => severity)
  const state = states.includes('error')
    ? 'error'
    : states.includes('warning')
      ? 'warning'
      : states.length > 0
        ? 'hint'
        : judged
          ? 'ok'
          : 'unknown'
  return <StateIcon state={state} />
}

export function Findings({ findings }: { findings: readonly Finding[] }) {
  return findings.map((finding, index) => (
    <div key={`${finding.ruleId} ${index}`} className={styles.finding} data-rule={finding.ruleId}>
      <p>
        <Badge tone={SEVERITY_TONES[finding.severity]}>{finding.grade}</Badge> {plainText(finding.message)}
      </p>
      {finding.actual !== undefined && finding.expected !== undefined && (
        <Compared actual={finding.actual} expected={finding.expected} />
      )}
      <p className={styles.note}>{finding.fix}</p>
    </div>
  ))
}

/** Two values one above the other with the differing characters marked. */
export function Compared({ actual, expected }: { actual: string; expected: string }) {
  const compared = compareText(actual, expected)
  return (
    <dl className={styles.values}>
      <dt>is</dt>
      <dd>
        <MarkedText segments={compared.actual} />
      </dd>
      <dt>wanted</dt>
      <dd>
        <MarkedText segments={compared.expected} />
      </dd>
    </dl>
  )
}

function Decoded({ url }: { url: string }) {
  const query = rawQuery(url)
  return (
    <DataTable
      label="Parameters, decoded"
      columns={['Parameter', 'Value']}
      rows={parseForm(query.text, query.start).map(({ name, value, rawValue }, index) => ({
        id: String(index),
        cells: [
          <code key="name">{name}</code>,
          <code key="value">
            {rawValue === '' ? (
              '(empty)'
            ) : value === undefined ? (
              `${rawValue} (does not decode)`
            ) : (
              <Visible text={value} />
            )}
          </code>,
        ],
      }))}
    />
  )
}
