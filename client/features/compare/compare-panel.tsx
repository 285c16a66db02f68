import { lazy, Suspense, useState } from 'react'
import {
  compareSentence,
  compareSubjects,
  type CompareRow,
} from '../../../shared/compare/compare-subjects.ts'
import type { Subject } from '../../../shared/compare/subject.ts'
import { compareText } from '../../../shared/assertion/compare-text.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { MarkedText, Visible } from '../../ui/marked-text/marked-text.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './compare-panel.module.css'

const DiffPane = lazy(() => import('../../ui/code-editor/diff-pane.tsx'))

export interface CompareSide {
  readonly id: string
  readonly subject: Subject | undefined
  /** Header and claims as text, for the raw view. */
  readonly rawText: string
  /** Why there is nothing to compare. */
  readonly problem?: string | undefined
}

export interface ComparePanelProps {
  readonly left: CompareSide
  readonly right: CompareSide
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly onChoose: (side: 'left' | 'right', id: string) => void
  readonly onSwap: () => void
  readonly pasted: string
  readonly onPasted: (text: string) => void
  readonly theme: 'light' | 'dark'
}

/** Any two of: the current text, an attempt, a pasted JWT. What differs, in one sentence and then value by value. */
export function ComparePanel(props: ComparePanelProps) {
  const { left, right } = props
  const [onlyDifferences, setOnly] = useState(true)
  const [isRaw, setRaw] = useState(false)
  const rows = left.subject && right.subject ? compareSubjects(left.subject, right.subject) : undefined
  const needsPaste = left.id === 'jwt' || right.id === 'jwt'
  return (
    <section aria-labelledby="compare-title" className={styles.panel}>
      <h1 id="compare-title" className={styles.title}>
        Compare
      </h1>
      <div className={styles.choice}>
        <SelectField
          label="A"
          value={left.id}
          onChange={(id) => props.onChoose('left', id)}
          options={props.choices}
        />
        <SelectField
          label="B"
          value={right.id}
          onChange={(id) => props.onChoose('right', id)}
          options={props.choices}
        />
        <Button onPress={props.onSwap}>Swap A and B</Button>
      </div>
      {needsPaste && (
        <TextField
          label="Pasted JWT"
          value={props.pasted}
          onChange={props.onPasted}
          isMonospace
          isMultiline
          description="It stays in this page; nothing is stored or sent."
        />
      )}
      {[left, right].map(({ problem }, index) =>
        problem === undefined ? null : (
          <p key={index} role="alert" className={styles.problem}>
            {index === 0 ? 'A' : 'B'}: {problem}
          </p>
        ),
      )}
      {rows && left.subject && right.subject ? (
        <>
          <p className={styles.sentence} role="status">
            {compareSentence(left.subject, right.subject, rows)}
          </p>
          <div className={styles.switches}>
            <Button size="small" aria-pressed={onlyDifferences} onPress={() => setOnly(!onlyDifferences)}>
              {onlyDifferences ? 'Show everything' : 'Only differences'}
            </Button>
            <Button size="small" aria-pressed={isRaw} onPress={() => setRaw(!isRaw)}>
              {isRaw ? 'Hide the raw JSON' : 'Raw JSON side by side'}
            </Button>
          </div>
          <CompareTable rows={onlyDifferences ? rows.filter(({ differs }) => differs) : rows} />
          {isRaw && (
            <Card title="Header and claims, raw" isFlush>
              <Suspense fallback={<p role="status">Loading the editor…</p>}>
                <DiffPane left={left.rawText} right={right.rawText} theme={props.theme} />
              </Suspense>
            </Card>
          )}
        </>
      ) : (
        <p className={styles.empty}>
          Choose two sides: a try that works and one that does not tell the most. Attempts are listed newest
          first.
        </p>
      )}
    </section>
  )
}

function CompareTable({ rows }: { rows: readonly CompareRow[] }) {
  if (rows.length === 0) return <p className={styles.empty}>Nothing differs.</p>
  const groups = [...new Set(rows.map(({ group }) => group))]
  return groups.map((group) => (
    <Card key={group} title={group} isFlush>
      <table className={styles.table} aria-label={group}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">A</th>
            <th scope="col">B</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter((row) => row.group === group)
            .map((row) => (
              <Row key={row.name} row={row} />
            ))}
        </tbody>
      </table>
    </Card>
  ))
}

function Row({ row }: { row: CompareRow }) {
  const { left, right } = row
  const marks =
    row.group !== 'Answer' && row.differs && !row.isExpected && left !== undefined && right !== undefined
  const compared = marks ? compareText(left, right) : undefined
  const value = (text: string | undefined, side: 'actual' | 'expected') =>
    text === undefined ? (
      <span className={styles.absent}>not there</span>
    ) : compared ? (
      <MarkedText segments={compared[side]} />
    ) : (
      <code>
        <Visible text={text} />
      </code>
    )
  return (
    <tr data-differs={row.differs && !row.isExpected}>
      <th scope="row">
        {row.name}
        <span className={styles.word}>
          {!row.differs ? 'same' : row.isExpected ? 'differs in any two' : 'differs'}
        </span>
      </th>
      <td data-column="A">{value(left, 'actual')}</td>
      <td data-column="B">{value(right, 'expected')}</td>
    </tr>
  )
}
