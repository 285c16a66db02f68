import { useState } from 'react'
import type { AttemptDocument } from '../../../shared/attempt/attempt.ts'
import type { JwksHostState } from '../../../shared/contract/jwks-host.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './key-panel.module.css'
import { readSet } from './public-half.ts'

export interface JwksHostCardProps {
  readonly chosenKey: KeySummary
  readonly keys: readonly KeySummary[]
  readonly host: JwksHostState | undefined
  readonly problem: Problem | undefined
  readonly onChange: (change: { keys: { keyId: string; kid?: string }[]; hosts: string[] }) => void
  /** Fetches it as a server would; undefined when the answer was no. */
  readonly onCheck: (url: string) => Promise<AttemptDocument | undefined>
}

/** Serves the public half from this machine, so that a tunnel can stand before it, and shows who came for it. */
export function JwksHostCard(props: JwksHostCardProps) {
  const { chosenKey, keys, host, problem, onChange, onCheck } = props
  const ownKid = chosenKey.publicJwk?.['kid']
  const [kid, setKid] = useState(typeof ownKid === 'string' ? ownKid : (chosenKey.thumbprint ?? ''))
  const [names, setNames] = useState(host?.hosts.join(' ') ?? '')
  const [checked, setChecked] = useState<string>()
  const url = host?.url
  const others = host?.keys.filter(({ keyId }) => keyId !== chosenKey.id) ?? []
  const isServed = host?.keys.some(({ keyId }) => keyId === chosenKey.id) ?? false
  const hosts = names
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((name) => name.replace(/^https?:\/\//, '').replace(/\/.*$/, ''))
  const serve = () => {
    setChecked(undefined)
    onChange({
      keys: [...others, { keyId: chosenKey.id, ...(kid.trim() && { kid: kid.trim() }) }].map(
        ({ keyId, kid: name }) => ({ keyId, ...(name !== undefined && { kid: name }) }),
      ),
      hosts,
    })
  }
  const check = async (address: string) => {
    const document = await onCheck(address)
    setChecked(document && wordsOf(document, chosenKey))
  }
  const nameOf = (keyId: string) => keys.find(({ id }) => id === keyId)?.name ?? 'a key'
  return (
    <Card title="Serve it from here">
      <p className={styles.note}>
        A listener of its own serves the set on this machine. Put a tunnel before it and register the tunnel’s
        address; the visits below say when the authorization server came and what it got.
      </p>
      <div className={styles.hosting}>
        <TextField
          label="kid of this key"
          value={kid}
          onChange={setKid}
          isMonospace
          description="Empty: the thumbprint."
        />
        <TextField
          label="Host names of the tunnel"
          value={names}
          onChange={setNames}
          isMonospace
          placeholder="abc.tunnel.example"
          description="Requests under any other name are refused."
        />
      </div>
      <div className={styles.buttons}>
        <Button onPress={serve}>{isServed ? 'Serve with these settings' : 'Serve this key'}</Button>
        {url !== undefined && (
          <>
            <Button onPress={() => void check(url)}>Check the hosted copy</Button>
            <Button onPress={() => onChange({ keys: [], hosts })}>Stop serving</Button>
          </>
        )}
      </div>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {url !== undefined && host && (
        <>
          <p className={styles.note}>
            Served: <code>{url}</code> <CopyButton size="small" text={url} label="Copy the address" />
            <br />
            {host.keys.map(({ keyId, kid: name }) => `${nameOf(keyId)} as ${name}`).join(', ')}
          </p>
          {checked !== undefined && (
            <p className={styles.note} role="status">
              {checked}
            </p>
          )}
          {host.requests.length === 0 ? (
            <p className={styles.note}>Nobody has come yet.</p>
          ) : (
            <DataTable
              label="Who fetched the set"
              columns={['When', 'Request', 'Answer', 'Program']}
              rows={host.requests.map((each, index) => ({
                id: `${each.at} ${index}`,
                cells: [
                  new Date(each.at * 1_000).toLocaleTimeString(),
                  <code key="what">{`${each.method} ${each.host}${each.path}`}</code>,
                  each.status === 421 ? '421, host not on the list' : String(each.status),
                  each.userAgent || 'not said',
                ],
              }))}
            />
          )}
        </>
      )}
    </Card>
  )
}

function wordsOf({ status, failure, detail, body = '' }: AttemptDocument, key: KeySummary): string {
  if (failure !== undefined) return `The hosted copy did not come: ${detail ?? failure}.`
  const set = readSet(body, key.publicJwk)
  if (status !== 200 || !set.ok)
    return `The hosted copy answers ${status ?? 'nothing'}; ${set.ok ? '' : set.why}`
  const row = set.rows.find(({ isChosen }) => isChosen)
  return row === undefined
    ? `The hosted copy has ${set.rows.length} keys, and this one is not among them.`
    : `The hosted copy is right: HTTP 200, and this key is in it as ${row.kid ?? 'a key without kid'}.`
}
