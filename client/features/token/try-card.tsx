import { useState, type FormEvent } from 'react'
import type { ResponseOf } from '../../../shared/contract/operation.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import type { tryToken } from '../../../shared/contract/token.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './token.module.css'

type Tried = ResponseOf<typeof tryToken>

export interface TryCardProps {
  readonly fhirBase: string | undefined
  /** The answer; a problem where the workbench could not ask; undefined when the person said no. */
  readonly onTry: (path: string) => Promise<Tried | { readonly problem: Problem } | undefined>
}

const PROPOSALS = ['metadata', 'Patient', 'Patient/example']

/** One GET on the FHIR server with the token, and what its answer means. */
export function TryCard({ fhirBase, onTry }: TryCardProps) {
  const [path, setPath] = useState('')
  const [isTrying, setTrying] = useState(false)
  const [said, setSaid] = useState<Tried | { readonly problem: Problem }>()
  const run = async (wanted: string) => {
    if (wanted.trim() === '' || isTrying) return
    setTrying(true)
    setSaid(await onTry(wanted.trim()))
    setTrying(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(path)
  }
  if (fhirBase === undefined)
    return (
      <Card title="Try it">
        <p className={styles.note}>
          This environment has no FHIR base (step 1), so there is nowhere to try the token.
        </p>
      </Card>
    )
  return (
    <Card title="Try it">
      <form className={styles.fields} onSubmit={submit}>
        <p className={styles.note}>
          One GET with this token, on <code>{fhirBase}</code> and nowhere else. The answer is masked.
        </p>
        <TextField
          label="Path on the FHIR server"
          isMonospace
          value={path}
          onChange={setPath}
          placeholder="Patient/example"
        />
        <div className={styles.row}>
          <Button type="submit" isDisabled={path.trim() === '' || isTrying}>
            {isTrying ? 'Asking…' : 'GET this path'}
          </Button>
          {PROPOSALS.map((proposal) => (
            <Button
              key={proposal}
              isDisabled={isTrying}
              aria-label={`GET ${proposal}`}
              onPress={() => {
                setPath(proposal)
                void run(proposal)
              }}
            >
              {proposal}
            </Button>
          ))}
        </div>
        <div role="status">{said && <Answer said={said} />}</div>
      </form>
    </Card>
  )
}

function Answer({ said }: { said: Tried | { readonly problem: Problem } }) {
  if ('problem' in said)
    return (
      <p className={styles.problem}>
        <strong>{said.problem.title}.</strong> {said.problem.detail}
      </p>
    )
  const {
    status,
    statusText,
    failure,
    meaning,
    issues,
    body,
    resourceType,
    entries,
    bytes,
    durationMs,
    url,
  } = said
  const isGood = status !== undefined && status >= 200 && status < 300
  return (
    <section aria-label="Answer of the FHIR server" className={styles.answer}>
      <p>
        <Badge tone={isGood ? 'ok' : status === undefined ? 'unknown' : 'error'}>
          {status === undefined
            ? `no answer (${failure ?? 'unknown'})`
            : `${status} ${statusText ?? ''}`.trim()}
        </Badge>{' '}
        <strong>{meaning}</strong>
      </p>
      <p className={styles.note}>
        GET <code>{url}</code> · {durationMs} ms
        {bytes === undefined ? '' : ` · ${bytes.toLocaleString('en')} B`}
        {resourceType === undefined ? '' : ` · ${resourceType}`}
        {entries === undefined ? '' : ` with ${entries} ${entries === 1 ? 'entry' : 'entries'}`}
      </p>
      {issues.map(({ severity, code, text }, index) => (
        <p key={index} className={styles.issue}>
          <code>
            {severity} {code}
          </code>{' '}
          {text}
        </p>
      ))}
      {body === undefined ? (
        bytes !== undefined &&
        bytes > 0 && <p className={styles.note}>The body is not JSON, so nothing of it is shown.</p>
      ) : (
        <pre className={styles.body} tabIndex={0} aria-label="Body, masked">
          {body}
        </pre>
      )}
    </section>
  )
}
