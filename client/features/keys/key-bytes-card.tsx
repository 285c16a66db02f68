import { useState } from 'react'
import type { KeyInspection } from '../../../shared/contract/key-hygiene.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import styles from './key-panel.module.css'
import { SEVERITY_TONES } from '../../ui/badge/severity-tones.ts'

interface Failed {
  readonly problem: Problem
}

interface Saved {
  readonly name: string
  readonly folder: string
}

export interface KeyBytes {
  /** undefined: the answer to a question was no. */
  readonly inspect: (keyId: string) => Promise<KeyInspection | Failed | undefined>
  readonly saveRepaired: (keyId: string) => Promise<Saved | Failed | undefined>
}

/** What the bytes of the file say, line by line with the content hidden, and a repaired copy where there is one. */
export function KeyBytesCard({
  chosenKey,
  bytes,
}: {
  readonly chosenKey: KeySummary
  readonly bytes: KeyBytes
}) {
  const [said, setSaid] = useState<KeyInspection>()
  const [saved, setSaved] = useState<Saved>()
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const run = async (work: () => Promise<Problem | undefined>) => {
    setBusy(true)
    setProblem(await work())
    setBusy(false)
  }
  const look = () =>
    run(async () => {
      const answer = await bytes.inspect(chosenKey.id)
      if (answer && 'problem' in answer) return answer.problem
      if (answer) setSaid(answer)
      return undefined
    })
  const save = () =>
    run(async () => {
      const answer = await bytes.saveRepaired(chosenKey.id)
      if (answer && 'problem' in answer) return answer.problem
      if (answer) setSaved(answer)
      return undefined
    })
  const isVariable = chosenKey.variable !== undefined
  return (
    <Card
      title={isVariable ? 'The bytes of this variable' : 'The bytes of this file'}
      aside={
        <Button size="small" isDisabled={isBusy} onPress={() => void look()}>
          {said ? 'Look again' : 'Look at the bytes'}
        </Button>
      }
    >
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {!said && (
        <p className={styles.note}>
          The program reads the {isVariable ? 'variable' : 'file'} and says what is wrong with it: line ends,
          quotes, labels, damage. Nothing of the key comes into this page.
        </p>
      )}
      {said && (
        <>
          <p className={styles.note}>
            OpenSSL {said.openssl.replace(/\.$/, '')}.
            {said.findings.length === 0 && ' The rules find nothing wrong with it.'}
          </p>
          {said.findings.length > 0 && (
            <ul className={styles.warnings} aria-label="Findings about these bytes">
              {said.findings.map(({ ruleId, severity, message, fix }) => (
                <li key={ruleId}>
                  <Badge tone={SEVERITY_TONES[severity]}>{severity}</Badge> {message} {fix}
                </li>
              ))}
            </ul>
          )}
          <LineMap said={said} />
          {said.repair && (
            <Repair
              repair={said.repair}
              isVariable={isVariable}
              saved={saved}
              isBusy={isBusy}
              onSave={() => void save()}
            />
          )}
        </>
      )}
    </Card>
  )
}

function LineMap({ said: { lines, moreLines } }: { readonly said: KeyInspection }) {
  if (lines.length === 0) return <p className={styles.note}>The bytes are no text: they have no lines.</p>
  return (
    <>
      <ol className={styles.folders} aria-label="Lines, content hidden" tabIndex={0}>
        {lines.map(({ number, shown, marks }) => (
          <li key={number}>
            <code>
              {number} {shown}
            </code>
            {marks.length > 0 && <Badge tone="warning">{marks.join(', ')}</Badge>}
          </li>
        ))}
      </ol>
      {moreLines > 0 && <p className={styles.note}>And {moreLines} more lines.</p>}
    </>
  )
}

interface RepairProps {
  readonly repair: NonNullable<KeyInspection['repair']>
  readonly isVariable: boolean
  readonly saved: Saved | undefined
  readonly isBusy: boolean
  readonly onSave: () => void
}

function Repair({ repair, isVariable, saved, isBusy, onSave }: RepairProps) {
  return (
    <>
      <p className={styles.note}>
        Repair: {repair.steps.map((step) => step.replaceAll('-', ' ')).join(', ')}. After it OpenSSL{' '}
        {repair.openssl}.
      </p>
      {repair.loads && (
        <Button isDisabled={isBusy} onPress={onSave}>
          Save repaired copy
        </Button>
      )}
      {saved !== undefined && (
        <p className={styles.note} role="status">
          Written {isVariable ? 'into' : 'beside it, into'} <code>{saved.folder}</code> as{' '}
          <code>{saved.name}</code>, readable by you alone. The {isVariable ? 'variable' : 'file'} itself is
          as it was.
        </p>
      )}
    </>
  )
}
