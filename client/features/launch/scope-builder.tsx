import { useState } from 'react'
import { withParameter } from '../../../shared/authorization/authorization-url.ts'
import { coverOf, scopeTokens, withoutRedundant } from '../../../shared/scope/compare-scopes.ts'
import { describeScope } from '../../../shared/scope/describe-scope.ts'
import { FHIR_TYPES } from '../../../shared/scope/fhir-types.ts'
import { parseScope } from '../../../shared/scope/scope.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { ComboField } from '../../ui/combo-field/combo-field.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { parameterOf } from './launch-model.ts'
import type { LaunchPanelProps } from './launch-panel.tsx'
import styles from './launch-panel.module.css'

const LEVELS = [
  { value: 'patient', label: 'patient: the one in context' },
  { value: 'user', label: 'user: what the user may see' },
  { value: 'system', label: 'system: backend, no user' },
]
const V1 = ['read', 'write', '*']
const COMMON = [
  'launch',
  'launch/patient',
  'launch/encounter',
  'openid',
  'fhirUser',
  'offline_access',
  'online_access',
]
const PROPOSED = [
  'Patient',
  'Observation',
  'Condition',
  'MedicationRequest',
  'AllergyIntolerance',
  'Encounter',
]

/** Each scope in words and against the lists, and a way to put together what is needed and nothing else. */
export function ScopeBuilder({ environment, draft, onDraft, scopesSupported }: LaunchPanelProps) {
  const text = parameterOf(draft.template, 'scope') ?? ''
  const tokens = scopeTokens(text).map(({ token }) => token)
  const registered = environment.settings.registration?.scopes
  const put = (next: readonly string[]) =>
    onDraft({
      ...draft,
      template: withParameter(draft.template, 'scope', next.length === 0 ? undefined : next.join(' ')),
    })
  const minimal = minimalFor(tokens, draft.kind)
  return (
    <Card title="Scopes" aside={<span>{tokens.length === 1 ? '1 scope' : `${tokens.length} scopes`}</span>}>
      <div className={styles.fields}>
        {tokens.length === 0 ? (
          <p className={styles.note}>
            None is asked for. Add what the app needs; most servers grant nothing more.
          </p>
        ) : (
          <ul className={styles.scopes} aria-label="Scopes that are asked for">
            {tokens.map((token, index) => (
              <li key={`${index} ${token}`}>
                <div>
                  <code>{token}</code>
                  <p className={styles.note}>{inWords(token)}</p>
                </div>
                <div className={styles.row}>
                  <Listed token={token} list={scopesSupported} name="server list" />
                  <Listed token={token} list={registered} name="registered" />
                  <Button
                    size="small"
                    aria-label={`Remove ${token}`}
                    onPress={() => put(tokens.filter((_, at) => at !== index))}
                  >
                    Remove
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
        <div className={styles.row} role="group" aria-label="Context, identity and lifetime">
          {COMMON.map((token) => {
            const isOn = tokens.includes(token)
            return (
              <Button
                key={token}
                size="small"
                aria-pressed={isOn}
                onPress={() => put(isOn ? tokens.filter((each) => each !== token) : [...tokens, token])}
              >
                {token}
              </Button>
            )
          })}
        </div>
        <AddResource onAdd={(token) => put([...tokens.filter((each) => each !== token), token])} />
        {minimal.join(' ') !== tokens.join(' ') && (
          <div className={styles.notice}>
            <p>
              Minimal for the same need: <code>{minimal.join(' ')}</code>
            </p>
            <Button size="small" onPress={() => put(minimal)}>
              Use the minimal scope
            </Button>
          </div>
        )}
        {scopesSupported === undefined && (
          <p className={styles.note}>
            What the server supports is unknown until its SMART configuration was fetched (Parameters, or step
            1).
          </p>
        )}
      </div>
    </Card>
  )
}

/** What is asked for and no more: launch scopes that fit the way of starting, nothing twice, nothing covered. */
export function minimalFor(tokens: readonly string[], kind: 'ehr' | 'standalone'): string[] {
  const fitting = tokens.filter((token) =>
    kind === 'ehr' ? !token.startsWith('launch/') : token !== 'launch',
  )
  const needsContext = fitting.some((token) => token.startsWith('patient/'))
  const context = kind === 'ehr' ? 'launch' : 'launch/patient'
  const withContext =
    fitting.includes(context) || (kind === 'standalone' && !needsContext) ? fitting : [context, ...fitting]
  const oneLifetime = withContext.includes('offline_access')
    ? withContext.filter((token) => token !== 'online_access')
    : withContext
  const identity = oneLifetime.filter((token) => token !== 'profile' || !oneLifetime.includes('fhirUser'))
  return withoutRedundant(identity)
}

function inWords(token: string): string {
  const parsed = parseScope(token)
  return parsed.ok ? describeScope(parsed.scope) : `not a SMART scope: ${parsed.why} (index ${parsed.index})`
}

interface ListedProps {
  readonly token: string
  readonly list: readonly string[] | undefined
  readonly name: string
}

function Listed({ token, list, name }: ListedProps) {
  if (list === undefined || list.length === 0) return <Badge tone="unknown">{`${name} unknown`}</Badge>
  const { state, by } = coverOf(token, list)
  if (state === 'same') return <Badge tone="ok">{`in ${name}`}</Badge>
  if (state === 'covered') return <Badge tone="ok">{`in ${name}, by ${by.join(' ')}`}</Badge>
  return <Badge tone="warning">{state === 'partly' ? `partly in ${name}` : `not in ${name}`}</Badge>
}

function AddResource({ onAdd }: { onAdd: (token: string) => void }) {
  const [level, setLevel] = useState('patient')
  const [resource, setResource] = useState('Observation')
  const [version, setVersion] = useState('v2')
  const [permissions, setPermissions] = useState('rs')
  const token = `${level}/${resource}.${permissions}`
  const parsed = parseScope(token)
  const toggle = (letter: string) =>
    setPermissions([...'cruds'].filter((each) => (each === letter) !== permissions.includes(each)).join(''))
  return (
    <fieldset className={styles.builder}>
      <legend>Add a resource scope</legend>
      <div className={styles.two}>
        <SelectField label="Level" value={level} options={LEVELS} onChange={setLevel} />
        <ComboField
          label="Resource"
          value={resource}
          onChange={setResource}
          options={[
            ...PROPOSED.map((value) => ({ value, from: 'often needed' })),
            ...[...FHIR_TYPES]
              .filter((value) => !PROPOSED.includes(value))
              .map((value) => ({ value, from: 'FHIR' })),
            { value: '*', from: 'every type; users and reviewers dislike it' },
          ]}
        />
        <SelectField
          label="Version"
          value={version}
          options={[
            { value: 'v2', label: 'v2: letters of cruds' },
            { value: 'v1', label: 'v1: read, write' },
          ]}
          onChange={(next) => {
            setVersion(next)
            setPermissions(next === 'v1' ? 'read' : 'rs')
          }}
        />
        <div className={styles.fields}>
          <span className={styles.label}>Permissions</span>
          <div className={styles.row} role="group" aria-label="Permissions">
            {(version === 'v1' ? V1 : [...'cruds']).map((each) => {
              const isOn = version === 'v1' ? permissions === each : permissions.includes(each)
              return (
                <Button
                  key={each}
                  size="small"
                  aria-pressed={isOn}
                  onPress={() => (version === 'v1' ? setPermissions(each) : toggle(each))}
                >
                  {each}
                </Button>
              )
            })}
          </div>
        </div>
      </div>
      <p className={styles.note}>
        <code>{token}</code> {parsed.ok ? describeScope(parsed.scope) : `is no scope: ${parsed.why}`}
      </p>
      <div>
        <Button isDisabled={!parsed.ok} onPress={() => onAdd(token)}>
          Add this scope
        </Button>
      </div>
    </fieldset>
  )
}
