import { useState } from 'react'
import type { Draft } from '../../../shared/contract/environments.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import { setMember } from '../../../shared/json/edit-json.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { ComboField, type ComboOption } from '../../ui/combo-field/combo-field.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './assertion-panel.module.css'
import { CustomClaims } from './custom-claims.tsx'
import { fieldHelp } from './editor-marks.ts'
import {
  fieldValue,
  lifetimeOf,
  numberValue,
  readText,
  type FieldValue,
  type ReadText,
} from './form-model.ts'
import { LifetimeField } from './lifetime-field.tsx'

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const TYPES = [
  { value: 'JWT', from: 'what most servers expect' },
  { value: 'client-authentication+jwt', from: 'RFC 7523 successor, FAPI 2.0' },
]

export interface ClaimsFormProps {
  readonly draft: Draft
  readonly onDraft: (next: Draft) => void
  readonly clientId: string | undefined
  readonly chosenKey: KeySummary | undefined
  readonly audienceCandidates: readonly ComboOption[]
  readonly findings: readonly Finding[]
  readonly now: number
  readonly onRenew: () => void
}

/** The usual members as fields; each edit replaces one value in the text and leaves every other byte alone. */
export function ClaimsForm(props: ClaimsFormProps) {
  const { draft, onDraft, chosenKey, findings } = props
  const header = readText(draft.headerText)
  const payload = readText(draft.payloadText)
  const setHeader = (name: string, literal: string) =>
    onDraft({ ...draft, headerText: setMember(draft.headerText, name, literal) })
  const setPayload = (name: string, literal: string) =>
    onDraft({ ...draft, payloadText: setMember(draft.payloadText, name, literal) })
  const headerField = (name: string) => fieldOf(header, 'header', name, findings)
  const payloadField = (name: string) => fieldOf(payload, 'payload', name, findings)

  return (
    <Card title="Claims" className={styles.form}>
      <Unreadable part="header" read={header} />
      <Unreadable part="payload" read={payload} />
      <SelectField
        label="Algorithm"
        options={algorithmOptions(chosenKey, fieldValue(header, 'alg'))}
        {...headerField('alg')}
        onChange={(alg) => setHeader('alg', JSON.stringify(alg))}
      />
      <Identity
        clientId={props.clientId}
        read={payload}
        field={payloadField}
        onChange={(names, value) =>
          onDraft({
            ...draft,
            payloadText: names.reduce(
              (text, name) => setMember(text, name, JSON.stringify(value)),
              draft.payloadText,
            ),
          })
        }
      />
      <ComboField
        label="aud · audience"
        options={props.audienceCandidates}
        {...payloadField('aud')}
        onChange={(aud) => setPayload('aud', JSON.stringify(aud))}
      />
      <LifetimeField
        lifetimeS={lifetimeOf(payload) ?? draft.lifetimeS}
        {...fieldHelp(findings, '/assertion/payload/exp')}
        isDisabled={!payload.ok}
        onChange={(lifetimeS) => {
          const iat = numberValue(payload, 'iat') ?? Math.floor(props.now)
          const payloadText = setMember(draft.payloadText, 'exp', String(iat + lifetimeS))
          onDraft({ ...draft, lifetimeS, payloadText })
        }}
      />
      <div className={styles.withButton}>
        <TextField
          label="jti"
          isMonospace
          {...payloadField('jti')}
          onChange={(jti) => setPayload('jti', JSON.stringify(jti))}
        />
        <Button
          aria-label="New jti"
          isDisabled={!payload.ok}
          onPress={() => setPayload('jti', JSON.stringify(crypto.randomUUID()))}
        >
          New
        </Button>
      </div>
      <ComboField
        label="kid"
        options={kidOptions(chosenKey)}
        {...headerField('kid')}
        onChange={(kid) => setHeader('kid', JSON.stringify(kid))}
      />
      <ComboField
        label="typ"
        options={TYPES}
        {...headerField('typ')}
        onChange={(typ) => setHeader('typ', JSON.stringify(typ))}
      />
      <CustomClaims draft={draft} header={header} payload={payload} onDraft={onDraft} />
      <div className={styles.renew}>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.renewOnSend}
            onChange={(event) => onDraft({ ...draft, renewOnSend: event.currentTarget.checked })}
          />
          Renew jti, iat and exp on send
        </label>
        <Button isDisabled={!payload.ok} onPress={props.onRenew}>
          Renew now
        </Button>
      </div>
    </Card>
  )
}

interface FieldProps {
  readonly value: string
  readonly isDisabled: boolean
  readonly description: string | undefined
  readonly error: string | undefined
  readonly warning: string | undefined
}

function fieldOf(
  read: ReadText,
  part: 'header' | 'payload',
  name: string,
  findings: readonly Finding[],
): FieldProps {
  const value = fieldValue(read, name)
  return {
    value: value.text,
    isDisabled: value.state === 'unreadable' || value.state === 'other',
    description: describe(value),
    ...fieldHelp(findings, `/assertion/${part}/${name}`),
  }
}

function describe(value: FieldValue): string | undefined {
  if (value.state === 'absent') return 'Not in the text yet.'
  return value.state === 'other' ? 'Not a string; edit it in the JSON.' : undefined
}

function Unreadable({ part, read }: { part: 'header' | 'payload'; read: ReadText }) {
  if (read.ok) return null
  return (
    <p className={styles.unreadable} role="status">
      The {part} cannot be read as a JSON object: {read.why} (character {read.index}). Its fields wait until
      it can; the text stays as it is.
    </p>
  )
}

function algorithmOptions(chosenKey: KeySummary | undefined, current: FieldValue) {
  const fitting = chosenKey?.algorithms.length ? chosenKey.algorithms : ALGORITHMS
  const all =
    current.state === 'string' && !fitting.includes(current.text) ? [current.text, ...fitting] : fitting
  return all.map((alg) => ({
    value: alg,
    label: fitting.includes(alg) ? alg : `${alg || '(empty)'} (does not fit the key)`,
  }))
}

function kidOptions(chosenKey: KeySummary | undefined): ComboOption[] {
  const kid = chosenKey?.publicJwk?.kid
  return [
    ...(typeof kid === 'string' ? [{ value: kid, from: 'kid in the key file' }] : []),
    ...(chosenKey?.thumbprint
      ? [{ value: chosenKey.thumbprint, from: 'RFC 7638 thumbprint of the key' }]
      : []),
  ]
}

interface IdentityProps {
  readonly clientId: string | undefined
  readonly read: ReadText
  readonly field: (name: string) => FieldProps
  readonly onChange: (names: readonly ('iss' | 'sub')[], value: string) => void
}

/** iss and sub in one field while they are one value. */
function Identity({ clientId, read, field, onChange }: IdentityProps) {
  const [apart, setApart] = useState(false)
  const [iss, sub] = [field('iss'), field('sub')]
  const same = !read.ok || (iss.value === sub.value && iss.isDisabled === sub.isDisabled)
  const options = clientId === undefined ? [] : [{ value: clientId, from: 'client id of this environment' }]
  if (same && !apart)
    return (
      <div className={styles.stack}>
        <ComboField
          label="iss and sub · client id"
          options={options}
          {...iss}
          error={iss.error ?? sub.error}
          warning={iss.warning ?? sub.warning}
          description={iss.value !== '' && iss.value === clientId ? 'from this environment' : iss.description}
          onChange={(value) => onChange(['iss', 'sub'], value)}
        />
        {read.ok && (
          <Button kind="quiet" onPress={() => setApart(true)}>
            Edit them apart
          </Button>
        )}
      </div>
    )
  return (
    <div className={styles.stack}>
      <ComboField label="iss" options={options} {...iss} onChange={(value) => onChange(['iss'], value)} />
      <ComboField label="sub" options={options} {...sub} onChange={(value) => onChange(['sub'], value)} />
      <Button
        kind="quiet"
        onPress={() => {
          setApart(false)
          if (!same) onChange(['sub'], iss.value)
        }}
      >
        {same ? 'Edit them together' : 'Make sub the same as iss'}
      </Button>
    </div>
  )
}
