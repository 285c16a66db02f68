import type { Environment } from '../../../shared/contract/environments.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import { SelectField } from '../../ui/select-field/select-field.tsx'

const NONE = 'none'

export interface ClientCertificateFieldProps {
  readonly environment: Environment
  readonly keys: readonly KeySummary[]
  readonly onChange: (next: Environment) => void
  readonly isReadOnly: boolean
}

/** Which certificate a token endpoint with mutual TLS is shown; a key is offered where its certificate lies beside it. */
export function ClientCertificateField(props: ClientCertificateFieldProps) {
  const { environment, keys, onChange, isReadOnly } = props
  const { tlsKeyId, ...without } = environment
  const offered = keys.flatMap(({ id, name, certificate }) =>
    certificate === undefined ? [] : [{ value: id, label: `${name}, ${certificate.from}` }],
  )
  const isGone = tlsKeyId !== undefined && !offered.some(({ value }) => value === tlsKeyId)
  return (
    <SelectField
      label="Client certificate for TLS"
      value={tlsKeyId ?? NONE}
      options={[
        { value: NONE, label: 'None' },
        ...offered,
        ...(isGone ? [{ value: tlsKeyId, label: 'A key that is not at hand' }] : []),
      ]}
      onChange={(next) => onChange(next === NONE ? without : { ...without, tlsKeyId: next })}
      isDisabled={isReadOnly}
      description={
        offered.length === 0
          ? 'Mutual TLS needs a certificate in a key folder, beside its key.'
          : 'Only for servers with mutual TLS: shown to the token endpoint, to no other address.'
      }
    />
  )
}
