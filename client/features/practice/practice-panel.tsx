import { useId } from 'react'
import type { ResponseOf } from '../../../shared/contract/operation.ts'
import type { readPractice } from '../../../shared/contract/practice.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Badge, type Tone } from '../../ui/badge/badge.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { FaultsCard, type PracticeFaults } from './faults-card.tsx'
import { MistakesCard, type MistakesCardProps } from './mistakes-card.tsx'
import styles from './practice-panel.module.css'

type Practice = ResponseOf<typeof readPractice>

export interface PracticePanelProps extends MistakesCardProps {
  readonly practice: Practice | undefined
  readonly problem?: Problem | undefined
  readonly onStrict: (strict: boolean) => void
  readonly onDpop: (dpop: boolean) => void
  readonly onFaults: (faults: PracticeFaults) => void
}

const STATES: Readonly<Record<Practice['state'], { readonly tone: Tone; readonly word: string }>> = {
  starting: { tone: 'unknown', word: 'starting' },
  ready: { tone: 'ok', word: 'ready' },
  failed: { tone: 'error', word: 'failed' },
  off: { tone: 'unknown', word: 'off' },
}

/** The built-in authorization server: where it is, how strict it is, and why it refused what it refused. */
export function PracticePanel(props: PracticePanelProps) {
  const { practice, problem, onStrict, onDpop, onFaults, onPut, onRight } = props
  return (
    <section aria-labelledby="practice-title" className={styles.panel}>
      <h1 id="practice-title" className={styles.title}>
        Practice server {practice && <State state={practice.state} />}
      </h1>
      <p className={styles.lead}>
        A certified authorization server library on this computer, in memory. It answers as silently as a real
        one; here it also says why.
      </p>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {!practice && !problem && <p role="status">Asking the practice server…</p>}
      {practice && (
        <div className={styles.stack}>
          {practice.detail !== undefined && practice.state !== 'ready' && (
            <p className={styles.detail}>{practice.detail}</p>
          )}
          <div className={styles.columns}>
            <Addresses practice={practice} />
            <Strictness practice={practice} onStrict={onStrict} onDpop={onDpop} />
          </div>
          <div className={styles.columns}>
            <FaultsCard practice={practice} onFaults={onFaults} />
            <MistakesCard onPut={onPut} onRight={onRight} />
          </div>
          <Refusals practice={practice} />
        </div>
      )}
    </section>
  )
}

function State({ state }: { state: Practice['state'] }) {
  return <Badge tone={STATES[state].tone}>{STATES[state].word}</Badge>
}

function Addresses({ practice }: { practice: Practice }) {
  const addresses = [
    ['Origin', practice.origin],
    ['FHIR base', practice.fhirBaseUrl],
    ['Client JWKS', practice.jwksUrl],
  ] as const
  return (
    <Card title="Addresses" isFlush>
      <ul className={styles.addresses}>
        {addresses.map(
          ([name, url]) =>
            url !== undefined && (
              <li key={name}>
                <span className={styles.muted}>{name}</span>
                <code>{url}</code>
                <CopyButton size="small" text={url} label={`Copy ${name}`} />
              </li>
            ),
        )}
        {practice.ehrPageUrl !== undefined && (
          <li>
            <span className={styles.muted}>EHR</span>
            <a href={practice.ehrPageUrl} target="_blank" rel="noreferrer">
              Open the EHR page to launch from
            </a>
          </li>
        )}
        {practice.origin === undefined && (
          <li className={styles.muted}>It has no address while it is not running.</li>
        )}
      </ul>
    </Card>
  )
}

interface StrictnessProps {
  readonly practice: Practice
  readonly onStrict: (strict: boolean) => void
  readonly onDpop: (dpop: boolean) => void
}

function Strictness({ practice, onStrict, onDpop }: StrictnessProps) {
  const id = useId()
  const dpopId = useId()
  return (
    <Card title="Strictness">
      <label className={styles.switch}>
        <input
          type="checkbox"
          role="switch"
          checked={practice.strict}
          disabled={practice.state !== 'ready'}
          aria-describedby={id}
          onChange={(event) => onStrict(event.currentTarget.checked)}
        />
        Strict
      </label>
      <p id={id} className={styles.note}>
        Adds what SMART asks for and the library does not check: exp at most 300 s ahead, a typ, a kid, and
        the token endpoint as the only audience.
      </p>
      <label className={styles.switch}>
        <input
          type="checkbox"
          role="switch"
          checked={practice.dpop}
          disabled={practice.state !== 'ready'}
          aria-describedby={dpopId}
          onChange={(event) => onDpop(event.currentTarget.checked)}
        />
        DPoP demanded
      </label>
      <p id={dpopId} className={styles.note}>
        A token request needs a DPoP proof with a nonce of this server, which it gives when it is missing.
      </p>
    </Card>
  )
}

function Refusals({ practice }: { practice: Practice }) {
  return (
    <Card title="Why it refused" isFlush aside={practice.refusals.length > 0 && <span>newest first</span>}>
      {practice.refusals.length === 0 ? (
        <p className={styles.empty}>
          It has refused nothing in this run. Break something, an aud with one slash more, and send.
        </p>
      ) : (
        <DataTable
          label="Refusals and their real reasons"
          columns={['Time', 'What the client saw', 'What the server knew']}
          rows={practice.refusals.map((refusal, index) => ({
            id: `${refusal.at} ${index}`,
            cells: [
              <span key="time" className={styles.time}>
                {new Date(refusal.at * 1_000).toISOString().slice(11, 19)} UTC
              </span>,
              <code key="error">{refusal.error}</code>,
              refusal.reason,
            ],
          }))}
        />
      )}
    </Card>
  )
}
