import type { PublishedKey, PublishedSet } from '../../../shared/lint/judge-published-keys.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { SEVERITY_TONES } from '../../ui/badge/severity-tones.ts'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import styles from './key-panel.module.css'

const day = (at: number): string => new Date(at * 1_000).toISOString().slice(0, 10)

export interface PublishedKeysProps {
  readonly set: PublishedSet
  readonly chosenKey: KeySummary | undefined
}

/** The keys of a fetched JWK Set, each with what is wrong with it and whether it is the chosen one. */
export function PublishedKeys({ set, chosenKey }: PublishedKeysProps) {
  if (set.problem !== undefined)
    return (
      <p className={`${styles.problem} ${styles.outset}`} role="status">
        <strong>This is no JWK Set.</strong> {set.problem}
      </p>
    )
  const isThere = set.keys.some(({ isChosen }) => isChosen)
  const hasCertificates = set.keys.some(({ certificates }) => certificates.length > 0)
  return (
    <>
      {chosenKey?.publicJwk && !isThere && (
        <p className={`${styles.problem} ${styles.outset}`} role="status">
          <strong>The chosen key is not in this set.</strong> None of its {set.keys.length} keys has the
          public half of {chosenKey.name}, so no kid can lead to it.
        </p>
      )}
      <DataTable
        label="Keys of the registered JWKS"
        columns={['kid', 'Key', 'Thumbprint', ...(hasCertificates ? ['Certificate'] : []), 'Findings']}
        rows={set.keys.map((key) => ({
          id: String(key.index),
          isCurrent: key.isChosen === true,
          cells: [
            <Kid key="kid" of={key} />,
            [key.kind, key.alg ?? 'any alg', purpose(key)].join(', '),
            key.thumbprint === undefined ? 'none: a member is missing' : <code>{key.thumbprint}</code>,
            ...(hasCertificates ? [certificateWords(key)] : []),
            <Findings key="findings" of={key} />,
          ],
        }))}
      />
    </>
  )
}

function Kid({ of: key }: { of: PublishedKey }) {
  return (
    <>
      {key.kid === undefined ? <em>none</em> : <code>{key.kid}</code>}
      {key.kidIs !== undefined && <span className={styles.made}>is {key.kidIs}</span>}
      <span className={styles.made}>
        <Match of={key} />
      </span>
    </>
  )
}

function purpose({ use, keyOps }: PublishedKey): string {
  const parts = [use === undefined ? undefined : `use ${use}`, keyOps && `key_ops ${keyOps.join(' ')}`]
  return parts.filter(Boolean).join(', ') || 'no use said'
}

function certificateWords({ certificates: [first] }: PublishedKey): string {
  if (first === undefined) return 'none'
  if (first.problem !== undefined) return 'not readable'
  const until = first.notAfter === undefined ? '' : `, until ${day(first.notAfter)}`
  return `${first.subject ?? 'no subject'}${until}`
}

function Match({ of: { isChosen } }: { of: PublishedKey }) {
  if (isChosen === undefined) return 'unknown whether it is the chosen key'
  if (!isChosen) return 'not the chosen key'
  return (
    <>
      <Badge tone="ok">chosen key</Badge> same thumbprint
    </>
  )
}

function Findings({ of: { findings } }: { of: PublishedKey }) {
  if (findings.length === 0) return <span className={styles.muted}>none</span>
  return (
    <ul className={styles.rowFindings}>
      {findings.map(({ ruleId, severity, title, message }) => (
        <li key={ruleId} data-rule={ruleId}>
          <Badge tone={SEVERITY_TONES[severity]}>{title}</Badge> <span>{plainText(message)}</span>
        </li>
      ))}
    </ul>
  )
}
