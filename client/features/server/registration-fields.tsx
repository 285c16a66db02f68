import type { registration as registrationSchema } from '../../../shared/attempt/attempt.ts'
import type { Environment } from '../../../shared/contract/environments.ts'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { EpicCustomerFields } from './epic-customer-fields.tsx'
import { ListField } from './list-field.tsx'
import { SavedAtField } from './saved-at-field.tsx'
import { SettingField } from './setting-field.tsx'
import { UploadedKeyField } from './uploaded-key-field.tsx'

const KEY_MODES = [
  { value: 'jwks-url', label: 'by a JWK Set URL' },
  { value: 'uploaded-key', label: 'as an uploaded public key' },
]

export interface RegistrationFieldsProps {
  readonly environment: Environment
  readonly onChange: (next: Environment) => void
  readonly isReadOnly: boolean
  /** NumericDate. */
  readonly now: number
}

/** How the client is known at this server. */
export function RegistrationFields(props: RegistrationFieldsProps) {
  const { environment, onChange, isReadOnly, now } = props
  const { settings } = environment
  const registration = settings.registration ?? {}
  const set = (more: (typeof registrationSchema)['_output']) =>
    onChange({
      ...environment,
      settings: { ...settings, registration: { ...registration, ...more } },
    })
  return (
    <>
      <SelectField
        label="The public key is registered"
        value={registration.keyMode ?? ''}
        options={KEY_MODES}
        isDisabled={isReadOnly}
        onChange={(keyMode) => set({ keyMode: keyMode as 'jwks-url' | 'uploaded-key' })}
      />
      {registration.keyMode === 'uploaded-key' ? (
        <UploadedKeyField
          key={environment.id}
          jwk={registration.uploadedJwk}
          isDisabled={isReadOnly}
          onJwk={(uploadedJwk) => set({ uploadedJwk })}
        />
      ) : (
        <SettingField
          key={`${environment.id} jwksUrl`}
          label="JWK Set URL"
          value={registration.jwksUrl ?? ''}
          isUrl
          isDisabled={isReadOnly}
          description="Step 2 fetches it and says whether your key is in it."
          onCommit={(jwksUrl) => set({ jwksUrl: jwksUrl || undefined })}
        />
      )}
      <ListField
        key={`${environment.id} scopes`}
        label="Registered scopes"
        values={registration.scopes ?? []}
        separator={/[\s,]+/}
        isDisabled={isReadOnly}
        description="One a line, or with spaces. Asked scopes are compared with them."
        onValues={(scopes) => set({ scopes })}
      />
      <ListField
        key={`${environment.id} redirectUris`}
        label="Registered redirect URIs"
        values={registration.redirectUris ?? []}
        separator={/\s+/}
        isDisabled={isReadOnly}
        description="One a line, exactly as registered: servers compare character by character."
        onValues={(redirectUris) => set({ redirectUris })}
      />
      {environment.profile === 'epic-production' && (
        <EpicCustomerFields registration={registration} isDisabled={isReadOnly} onChange={set} />
      )}
      <SavedAtField
        savedAt={registration.savedAt}
        now={now}
        isDisabled={isReadOnly}
        onSavedAt={(savedAt) => set({ savedAt })}
      />
    </>
  )
}
