import type { registration as registrationSchema } from '../../../shared/attempt/attempt.ts'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'

type Registration = (typeof registrationSchema)['_output']

export interface EpicCustomerFieldsProps {
  readonly registration: Registration
  readonly isDisabled: boolean
  readonly onChange: (more: Registration) => void
}

const STEPS = [
  { name: 'downloaded', label: 'Downloaded by the customer' },
  { name: 'enabledAtSite', label: 'Enabled at the site' },
  { name: 'mappedUser', label: 'Background user mapped' },
] as const

const ANSWERS = [
  { value: 'unknown', label: 'Not known' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

/** What has to be true at an Epic customer besides the registration; each is a cause by itself. */
export function EpicCustomerFields({ registration, isDisabled, onChange }: EpicCustomerFieldsProps) {
  return (
    <>
      <TextField
        label="JWK Set URL of the licence"
        value={registration.licenceJwksUrl ?? ''}
        isMonospace
        isDisabled={isDisabled}
        description="Set per customer under Review & Manage Downloads; it stands above the one of the app."
        onChange={(value) => onChange({ licenceJwksUrl: value.trim() || undefined })}
      />
      {STEPS.map(({ name, label }) => {
        const value = registration[name]
        return (
          <SelectField
            key={name}
            label={label}
            value={value === undefined ? 'unknown' : value ? 'yes' : 'no'}
            options={ANSWERS}
            isDisabled={isDisabled}
            onChange={(answer) => onChange({ [name]: answer === 'unknown' ? undefined : answer === 'yes' })}
          />
        )
      })}
    </>
  )
}
