import type { AttemptDocument } from '../../../shared/attempt/attempt.ts'
import type { Environment } from '../../../shared/contract/environments.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { profileKey } from '../../../shared/profiles/own-profile.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import { compareDocuments, KIND_WORDS, readDocument } from '../../../shared/discovery/compare-documents.ts'
import { PROFILES } from '../../../shared/profiles/registry.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { ComboField } from '../../ui/combo-field/combo-field.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { ClientCertificateField } from './client-certificate-field.tsx'
import { DiscoveryCard, discoveryDocuments, type DiscoveryCardProps } from './discovery-card.tsx'
import { RegistrationFields } from './registration-fields.tsx'
import styles from './server-panel.module.css'
import { SettingField } from './setting-field.tsx'

export interface ServerPanelProps {
  readonly environment: Environment
  readonly ownProfiles: readonly Profile[]
  readonly keys: readonly KeySummary[]
  /** Names of the groups that there are. */
  readonly groups: readonly string[]
  readonly onChange: (next: Environment) => void
  /** Makes an environment of the user's own with the same settings. */
  readonly onDuplicate: () => void
  readonly discovery: Omit<DiscoveryCardProps, 'environment' | 'isReadOnly'>
  /** Why the last change was not kept. */
  readonly problem?: Problem | undefined
  /** NumericDate. */
  readonly now: number
}

const LABELS = [
  { value: 'practice', label: 'Practice' },
  { value: 'non-production', label: 'Non-production' },
  { value: 'production', label: 'Production' },
]

const profileOptions = (own: readonly Profile[]) =>
  [...own, ...PROFILES].map((profile) => ({
    value: profileKey(profile),
    label: profile.own ? `${profile.name} (your own)` : profile.name,
  }))

type Settings = Environment['settings']
type TextSetting =
  'fhirBaseUrl' | 'issuer' | 'tokenEndpoint' | 'authorizationEndpoint' | 'clientId' | 'otherClientId'

/** Step 1: which server this is, and as whom we are registered there. */
export function ServerPanel(props: ServerPanelProps) {
  const { environment, onChange, problem } = props
  const { settings } = environment
  const isReadOnly = environment.origin !== 'user'
  const set = (more: Settings) => onChange({ ...environment, settings: { ...settings, ...more } })
  const text = (name: TextSetting, label: string, isUrl: boolean, description?: string) => (
    <SettingField
      key={`${environment.id} ${name}`}
      label={label}
      value={settings[name] ?? ''}
      isUrl={isUrl}
      isDisabled={isReadOnly}
      description={
        [description, sourceOf(props.discovery.documents, name, settings[name])].filter(Boolean).join(' ') ||
        undefined
      }
      onCommit={(value) => set({ [name]: value || undefined })}
    />
  )
  return (
    <section aria-labelledby="server-title" className={styles.panel}>
      <h1 id="server-title" className={styles.title}>
        Server
      </h1>
      <p className={styles.lead}>Which server this is, and as whom you are registered there.</p>
      {isReadOnly && <ReadOnly {...props} />}
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>Not saved. {problem.title}.</strong> {problem.detail}
        </p>
      )}
      <div className={styles.discovery}>
        <DiscoveryCard
          key={environment.id}
          environment={environment}
          isReadOnly={isReadOnly}
          {...props.discovery}
        />
      </div>
      <div className={styles.columns}>
        <Card title="Addresses">
          <div className={styles.fields}>
            <SettingField
              key={`${environment.id} name`}
              label="Name"
              value={environment.name}
              isUrl={false}
              isDisabled={isReadOnly}
              onCommit={(name) => name && onChange({ ...environment, name: name.slice(0, 80) })}
            />
            <div className={styles.pair}>
              <SelectField
                label="Label"
                value={settings.label ?? ''}
                options={LABELS}
                isDisabled={isReadOnly}
                onChange={(label) => set({ label: label as Settings['label'] })}
              />
              <SelectField
                label="Kind of server"
                value={environment.profile}
                options={profileOptions(props.ownProfiles)}
                isDisabled={isReadOnly}
                onChange={(profile) => onChange({ ...environment, profile })}
              />
            </div>
            <ComboField
              label="Group"
              value={environment.group ?? ''}
              options={props.groups.map((value) => ({ value, from: 'group of other environments' }))}
              isDisabled={isReadOnly}
              placeholder="Riverside Health"
              description="Environments of one group are tried together at step 6, Across environments."
              onChange={(group) => onChange(withGroup(environment, group))}
            />
            {text(
              'tokenEndpoint',
              'Token endpoint',
              true,
              'Where the assertion is sent; most servers want it as aud.',
            )}
            {text('issuer', 'Issuer', true)}
            {text('fhirBaseUrl', 'FHIR base', true)}
            {text('authorizationEndpoint', 'Authorization endpoint', true)}
            <ClientCertificateField
              environment={environment}
              keys={props.keys}
              onChange={onChange}
              isReadOnly={isReadOnly}
            />
          </div>
        </Card>
        <Card title="Registration">
          <div className={styles.fields}>
            {text('clientId', 'Client id', false, 'Of this environment.')}
            {text(
              'otherClientId',
              'Client id of the other environment',
              false,
              'Only so that a mix-up of the two can be named.',
            )}
            <RegistrationFields {...props} isReadOnly={isReadOnly} />
          </div>
        </Card>
      </div>
    </section>
  )
}

const MAX_GROUP = 80

function withGroup({ group: _, ...environment }: Environment, group: string): Environment {
  return group === '' ? environment : { ...environment, group: group.slice(0, MAX_GROUP) }
}

/** Which document says the same: where a value comes from. */
function sourceOf(
  documents: readonly AttemptDocument[],
  name: TextSetting,
  value: string | undefined,
): string | undefined {
  if (!value) return undefined
  const row = compareDocuments(discoveryDocuments(documents).map(readDocument)).find(
    ({ setting }) => setting === name,
  )
  const sources = row?.values.filter((each) => each.value === value).map(({ kind }) => KIND_WORDS[kind])
  return sources && sources.length > 0 ? `As in the ${sources.join(' and the ')}.` : undefined
}

function ReadOnly({ environment, onDuplicate }: ServerPanelProps) {
  return (
    <div className={styles.readOnly}>
      <p>
        {environment.origin === 'practice'
          ? 'The practice server is part of this program, so its settings stand.'
          : environment.origin === 'team'
            ? 'These settings come from countersign.json in the working folder, checked in by a team. They are shown and used, and never trusted: the first send with a key still asks.'
            : 'These settings come from the --env file; change them there.'}{' '}
        Any other server is an environment of your own.
      </p>
      <Button onPress={onDuplicate}>Make my own from this</Button>
    </div>
  )
}
