import type { Draft } from '../../../shared/contract/environments.ts'
import { withFlow } from '../../../shared/token-request/with-flow.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import { Card } from '../../ui/card/card.tsx'
import { ParameterFields } from '../../ui/parameter-fields/parameter-fields.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { parameter, withoutIndex, withParameter, withValueAt } from './parameters.ts'
import styles from './request-panel.module.css'
import { SecretField } from './secret-field.tsx'

export interface Secrets {
  readonly code?: string
  readonly codeVerifier?: string
  readonly refreshToken?: string
  readonly codeFrom?: string
  readonly verifierFrom?: string
}

/** Where a secret can come from when none is typed. */
export interface SecretSource {
  readonly id: string
  readonly words: string
}

/** What the program keeps itself: the page names it and never has it. */
export interface StoredSecrets {
  readonly codes: readonly SecretSource[]
  readonly verifiers: readonly SecretSource[]
  /** Ids of what is taken as things stand; undefined where nothing is. */
  readonly code: string | undefined
  readonly verifier: string | undefined
  readonly refreshToken: SecretSource | undefined
}

const NO_VERIFIER = 'none'

const GRANTS = [
  { value: 'client_credentials', label: 'client_credentials' },
  { value: 'authorization_code', label: 'authorization_code' },
  { value: 'refresh_token', label: 'refresh_token' },
] as const

/** Parameters with a field of their own, by grant type. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  client_credentials: ['scope', 'client_id'],
  authorization_code: ['redirect_uri', 'client_id'],
  refresh_token: ['scope', 'client_id'],
}

const HELP: Readonly<Record<string, string>> = {
  scope: 'Separated by single spaces.',
  redirect_uri: 'The one of the authorization request, character by character.',
  client_id: 'Most servers take it from the assertion; leave it empty.',
}

export interface ParameterFormProps {
  readonly draft: Draft
  readonly onDraft: (next: Draft) => void
  readonly secrets: Secrets
  readonly onSecrets: (next: Secrets) => void
  readonly stored: StoredSecrets
  readonly findings: readonly Finding[]
}

/** Grant type and form parameters; codes, verifiers and tokens stay out of the draft. */
export function ParameterForm({ draft, onDraft, secrets, onSecrets, stored, findings }: ParameterFormProps) {
  const { flow, parameters } = draft
  const own = FIELDS[flow] ?? []
  const said = (name: string) =>
    findings.find(({ pointer, severity }) => pointer.endsWith(`/${name}`) && severity !== 'info')?.message
  const further = parameters.flatMap(([name, value], index) => {
    const isFirst = parameters.findIndex(([key]) => key === name) === index
    return own.includes(name) && isFirst ? [] : [{ name, value, index, warning: said(name) }]
  })
  const change = (next: Draft['parameters']) => onDraft({ ...draft, parameters: next })
  return (
    <Card title="Parameters" className={styles.form}>
      <SelectField
        label="grant_type"
        value={flow}
        options={GRANTS}
        onChange={(next) => {
          const grant = GRANTS.find(({ value }) => value === next)
          if (grant) onDraft(withFlow(draft, grant.value))
        }}
      />
      {flow === 'authorization_code' && (
        <>
          <KeptLogins secrets={secrets} onSecrets={onSecrets} stored={stored} />
          <SecretField
            label="code"
            value={secrets.code ?? ''}
            onChange={(code) => onSecrets({ ...secrets, code })}
            description={
              stored.code === undefined
                ? 'Works once, and for minutes at most. Never stored.'
                : 'Leave it empty to send the kept one. What is typed here goes before it.'
            }
          />
          <SecretField
            label="code_verifier"
            value={secrets.codeVerifier ?? ''}
            onChange={(codeVerifier) => onSecrets({ ...secrets, codeVerifier })}
            description={
              stored.verifier === undefined
                ? 'PKCE, of the same authorization request. Never stored.'
                : 'Leave it empty to send the kept one.'
            }
          />
        </>
      )}
      {flow === 'refresh_token' && (
        <SecretField
          label="refresh_token"
          value={secrets.refreshToken ?? ''}
          onChange={(refreshToken) => onSecrets({ ...secrets, refreshToken })}
          description={
            stored.refreshToken
              ? `Leave it empty to send the one of ${stored.refreshToken.words}, which the program keeps.`
              : 'Never stored.'
          }
        />
      )}
      {own.map((name) => (
        <TextField
          key={name}
          label={name}
          isMonospace
          isMultiline={name === 'scope'}
          value={parameter(parameters, name) ?? ''}
          onChange={(value) => change(withParameter(parameters, name, value))}
          description={HELP[name]}
          warning={said(name)}
        />
      ))}
      <ParameterFields
        rows={further}
        onChange={(index, value) => change(withValueAt(parameters, index, value))}
        onRemove={(index) => change(withoutIndex(parameters, index))}
        onAdd={(name, value) => change([...parameters, [name, value]])}
        refusal={refusalOf}
      />
    </Card>
  )
}

interface KeptLoginsProps {
  readonly secrets: Secrets
  readonly onSecrets: (next: Secrets) => void
  readonly stored: StoredSecrets
}

/** Which login's code and verifier are sent; another login's verifier can be taken to see what happens. */
function KeptLogins({ secrets, onSecrets, stored }: KeptLoginsProps) {
  const options = (list: readonly SecretSource[]) =>
    list.map(({ id, words }) => ({ value: id, label: words }))
  if (stored.codes.length === 0)
    return <p className={styles.note}>No code is kept. Step 4 gets one, or paste what came back elsewhere.</p>
  return (
    <>
      <SelectField
        label="code, kept by the program"
        value={stored.code ?? ''}
        options={options(stored.codes)}
        onChange={(codeFrom) => onSecrets({ ...secrets, codeFrom })}
      />
      <SelectField
        label="code_verifier, kept by the program"
        value={stored.verifier ?? NO_VERIFIER}
        options={[...options(stored.verifiers), { value: NO_VERIFIER, label: 'not sent' }]}
        onChange={(verifierFrom) => onSecrets({ ...secrets, verifierFrom })}
      />
    </>
  )
}

/** These would be kept with the draft; their own fields are not. */
const NEVER_KEPT = ['code', 'code_verifier', 'refresh_token', 'client_assertion', 'client_secret']

const refusalOf = (name: string): string | undefined =>
  NEVER_KEPT.includes(name)
    ? `${name} is a secret or made by the workbench; it has no place here.`
    : undefined
