import { useEffect, useEffectEvent, useState } from 'react'
import type { AttemptDocument } from '../../../shared/attempt/attempt.ts'
import type { Environment } from '../../../shared/contract/environments.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { adviceFor } from '../../../shared/discovery/advice-for.ts'
import {
  compareDocuments,
  fillFromDocuments,
  KIND_WORDS,
  readDocument,
  type DiscoveredSetting,
  type Filling,
} from '../../../shared/discovery/compare-documents.ts'
import { discoveryCandidates, type Candidate } from '../../../shared/discovery/discovery-candidates.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { DiscoveryDocuments } from './discovery-documents.tsx'
import { SETTING_WORDS } from './discovery-words.ts'
import styles from './discovery-card.module.css'

export interface DiscoveryRun {
  readonly total: number
  readonly tried: readonly AttemptDocument[]
  readonly isRunning: boolean
  readonly wasCancelled: boolean
}

export interface DiscoveryCardProps {
  readonly environment: Environment
  readonly isReadOnly: boolean
  /** The newest usable copy of each document. */
  readonly documents: readonly AttemptDocument[]
  readonly run: DiscoveryRun | undefined
  readonly problem: Problem | undefined
  readonly onStart: (candidates: readonly Candidate[]) => Promise<readonly AttemptDocument[]>
  readonly onCancel: () => void
  readonly onSettings: (settings: Environment['settings']) => void
  /** An address to begin with at once: the person has asked for it already. */
  readonly startWith?: string | undefined
}

/** One address in, every document about the server behind it out, side by side; empty fields are filled from them. */
export function DiscoveryCard(props: DiscoveryCardProps) {
  const { environment, isReadOnly, run, problem, onStart, onCancel, onSettings } = props
  const { settings } = environment
  const [address, setAddress] = useState(
    props.startWith ?? settings.fhirBaseUrl ?? settings.issuer ?? settings.tokenEndpoint ?? '',
  )
  const [done, setDone] = useState<{ readonly filling: Filling; readonly before: Environment['settings'] }>()
  const found = discoveryCandidates(address)
  const read = discoveryDocuments(props.documents).map(readDocument)
  const rows = compareDocuments(read)
  const start = async () => {
    if (!found.ok) return
    setDone(undefined)
    const tried = await onStart(found.candidates)
    if (isReadOnly) return
    const filling = fillFromDocuments(compareDocuments(tried.map(readDocument)), settings)
    setDone({ filling, before: settings })
    if (filling.filled.length > 0) onSettings(filling.settings)
  }
  const begin = useEffectEvent(() => void start())
  const isDue = props.startWith !== undefined
  useEffect(() => {
    if (!isDue) return
    const handle = setTimeout(begin)
    return () => clearTimeout(handle)
  }, [isDue])
  const use = (setting: DiscoveredSetting, value: string) => onSettings({ ...settings, [setting]: value })
  return (
    <Card title="Discover">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
      >
        <TextField
          label="Any address of the server"
          value={address}
          onChange={setAddress}
          isMonospace
          placeholder="https://ehr.example/fhir/r4"
          description={
            found.ok && address !== ''
              ? `Taken as ${found.takenAs}; ${found.candidates.length} places are asked.`
              : 'FHIR base, issuer, token endpoint, or the address of a .well-known document.'
          }
          error={address.trim() === '' || found.ok ? undefined : found.why}
        />
        {run?.isRunning ? (
          <Button onPress={onCancel}>Cancel</Button>
        ) : (
          <Button type="submit" isDisabled={!found.ok}>
            {read.length === 0 ? 'Discover' : 'Fetch again'}
          </Button>
        )}
      </form>
      <div role="status" className={styles.note}>
        {run?.isRunning && `${run.tried.length} of ${run.total} places have answered…`}
        {run?.wasCancelled && !run.isRunning && 'Cancelled; nothing was filled.'}
        {done && !run?.isRunning && (
          <Filled
            {...done}
            onUndo={() => {
              onSettings(done.before)
              setDone(undefined)
            }}
          />
        )}
      </div>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {run && !run.isRunning && <Tried run={run} documents={props.documents} />}
      {read.length > 0 && (
        <DiscoveryDocuments
          documents={read}
          rows={rows}
          settings={settings}
          onUse={isReadOnly ? undefined : use}
        />
      )}
    </Card>
  )
}

export const discoveryDocuments = (documents: readonly AttemptDocument[]): AttemptDocument[] =>
  documents.filter(
    ({ kind, status, failure }) => kind in KIND_WORDS && status === 200 && failure === undefined,
  )

function Filled({ filling, onUndo }: { readonly filling: Filling; readonly onUndo: () => void }) {
  const { filled, left } = filling
  return (
    <>
      {filled.map(({ setting, from }) => (
        <p key={setting}>
          {SETTING_WORDS[setting]} filled from the {KIND_WORDS[from.kind]}.
        </p>
      ))}
      {left.map(({ setting, why }) => (
        <p key={setting}>
          {SETTING_WORDS[setting]} left as it is: {why}. Choose below.
        </p>
      ))}
      {filled.length === 0 && left.length === 0 && <p>Nothing new to fill.</p>}
      {filled.length > 0 && (
        <Button size="small" onPress={onUndo}>
          Undo
        </Button>
      )}
    </>
  )
}

/** What was asked in vain, why, and what to do; where a copy of before stands in, it says so. */
function Tried({
  run,
  documents,
}: {
  readonly run: DiscoveryRun
  readonly documents: readonly AttemptDocument[]
}) {
  const failed = run.tried.map(readDocument).filter(({ problem }) => problem !== undefined)
  if (failed.length === 0) return null
  const nothing = failed.length === run.tried.length
  return (
    <details className={styles.details} open={nothing}>
      <summary>
        {nothing
          ? 'No place brought a document'
          : `${failed.length} of ${run.total} places brought no document`}
      </summary>
      <ul className={styles.tried}>
        {failed.map(({ document, problem, kind }) => {
          const copy = documents.find(
            (each) => each.kind === kind && each.url === document.url && each.status === 200,
          )
          return (
            <li key={`${kind} ${document.url}`}>
              <code>{document.url}</code>
              <p>
                {KIND_WORDS[kind]}: {problem}. {adviceFor(document)}
              </p>
              {copy?.fetchedAt !== undefined && (
                <p>Shown instead is the last copy, fetched {timeOf(copy.fetchedAt)}.</p>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** Local date and time. */
export const timeOf = (numericDate: number): string => new Date(numericDate * 1_000).toLocaleString()
