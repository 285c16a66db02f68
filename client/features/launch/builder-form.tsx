import {
  encodeValue,
  parseAuthorizationUrl,
  printAuthorizationUrl,
  withEndpoint,
  withParameter,
} from '../../../shared/authorization/authorization-url.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { ComboField } from '../../ui/combo-field/combo-field.tsx'
import { ParameterFields } from '../../ui/parameter-fields/parameter-fields.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import {
  furtherParameters,
  originOf,
  parameterOf,
  pkceOf,
  withOrigin,
  withPkce,
  type Origin,
  type Pkce,
} from './launch-model.ts'
import type { LaunchPanelProps } from './launch-panel.tsx'
import styles from './launch-panel.module.css'

const ORIGINS: readonly { value: Origin; label: string }[] = [
  { value: 'new', label: 'new for each login' },
  { value: 'typed', label: 'typed' },
  { value: 'none', label: 'left out' },
]

const PKCE: readonly { value: Pkce; label: string }[] = [
  { value: 'S256', label: 'S256, new for each login' },
  { value: 'plain', label: 'plain, on purpose' },
  { value: 'none', label: 'left out, on purpose' },
]

/** The parameters as a form over the same text: each change touches one place of the URL. */
export function BuilderForm(props: LaunchPanelProps) {
  const { environment, draft, onDraft, onDiscover } = props
  const { template } = draft
  const { settings } = environment
  const change = (next: string) => onDraft({ ...draft, template: next })
  const value = (name: string) => parameterOf(template, name) ?? ''
  const set = (name: string) => (next: string) =>
    change(withParameter(template, name, next === '' ? undefined : next))
  const { endpoint } = parseAuthorizationUrl(template)
  const pkce = pkceOf(template)
  return (
    <Card title="Parameters">
      <div className={styles.fields}>
        <ComboField
          label="Authorization endpoint"
          value={endpoint}
          onChange={(next) => change(withEndpoint(template, next))}
          options={proposals([props.authorizationEndpoint, 'of this environment'])}
          error={endpoint === '' ? 'Missing: it is where the browser is sent.' : undefined}
        />
        {onDiscover && (props.authorizationEndpoint === undefined || props.scopesSupported === undefined) && (
          <div>
            <Button size="small" isDisabled={props.discovering} onPress={onDiscover}>
              {props.discovering ? 'Asking the server…' : 'Ask the server (SMART configuration)'}
            </Button>
          </div>
        )}
        {props.discoverProblem !== undefined && (
          <p role="alert" className={styles.problem}>
            {props.discoverProblem}
          </p>
        )}
        <TextField
          label="response_type"
          isMonospace
          value={value('response_type')}
          onChange={set('response_type')}
        />
        <ComboField
          label="client_id"
          value={value('client_id')}
          onChange={set('client_id')}
          options={proposals([settings.clientId, 'of this environment'])}
        />
        <ComboField
          label="redirect_uri"
          value={value('redirect_uri')}
          onChange={set('redirect_uri')}
          options={proposals(
            [props.redirectUri, 'this program takes the redirect itself'],
            ...(settings.registration?.redirectUris ?? [])
              .filter((uri) => uri !== props.redirectUri)
              .map((uri): [string, string] => [uri, 'registered; paste the address where the browser lands']),
          )}
        />
        <TextField label="scope" isMonospace isMultiline value={value('scope')} onChange={set('scope')} />
        <ComboField
          label="aud"
          value={value('aud')}
          onChange={set('aud')}
          options={proposals(
            [draft.kind === 'ehr' ? draft.received?.iss : undefined, 'iss of the EHR launch'],
            [settings.fhirBaseUrl, 'FHIR base of this environment'],
          )}
          description="The FHIR base; not the audience of the client assertion."
        />
        {(draft.kind === 'ehr' || parameterOf(template, 'launch') !== undefined) && (
          <TextField
            label="launch"
            isMonospace
            value={value('launch')}
            onChange={(next) => change(withParameter(template, 'launch', next))}
            description="The opaque value that the EHR passed, unchanged."
          />
        )}
        {(['state', 'nonce'] as const).map((name) => (
          <FreshField key={name} name={name} template={template} onTemplate={change} />
        ))}
        <SelectField
          label="PKCE"
          value={pkce}
          options={
            pkce === 'typed'
              ? [...PKCE, { value: 'typed', label: 'a challenge that was typed or pasted' }]
              : PKCE
          }
          onChange={(next) => {
            const chosen = PKCE.find((each) => each.value === next)
            if (chosen) change(withPkce(template, chosen.value))
          }}
          description="The verifier is made and kept by the program; it never comes into this page."
        />
        <ParameterFields
          rows={furtherParameters(template)}
          onChange={(index, next) => change(withValueAt(template, index, next))}
          onRemove={(index) => change(withoutPair(template, index))}
          onAdd={(name, text) => change(withAdded(template, name, text))}
          placeholder="prompt"
        />
      </div>
    </Card>
  )
}

const proposals = (...list: readonly (readonly [string | undefined, string])[]) =>
  list.flatMap(([value, from]) => (value ? [{ value, from }] : []))

function withValueAt(template: string, at: number, value: string): string {
  const parsed = parseAuthorizationUrl(template)
  const pairs = parsed.pairs?.map((pair, index) =>
    index === at ? { ...pair, rawValue: encodeValue(value) } : pair,
  )
  return printAuthorizationUrl({ ...parsed, pairs })
}

function withoutPair(template: string, at: number): string {
  const parsed = parseAuthorizationUrl(template)
  return printAuthorizationUrl({ ...parsed, pairs: parsed.pairs?.filter((_, index) => index !== at) })
}

function withAdded(template: string, name: string, value: string): string {
  const parsed = parseAuthorizationUrl(template)
  const pair = { rawName: encodeValue(name), rawValue: encodeValue(value) }
  return printAuthorizationUrl({ ...parsed, pairs: [...(parsed.pairs ?? []), pair] })
}

interface FreshFieldProps {
  readonly name: 'state' | 'nonce'
  readonly template: string
  readonly onTemplate: (next: string) => void
}

function FreshField({ name, template, onTemplate }: FreshFieldProps) {
  const origin = originOf(template, name)
  return (
    <>
      <SelectField
        label={name}
        value={origin}
        options={ORIGINS}
        onChange={(next) => {
          const chosen = ORIGINS.find(({ value }) => value === next)
          if (chosen) onTemplate(withOrigin(template, name, chosen.value))
        }}
        warning={
          name === 'state' && origin !== 'new'
            ? 'Only a state of this program can be recognised: the redirect will be refused.'
            : undefined
        }
      />
      {origin === 'typed' && (
        <TextField
          label={`${name}, typed`}
          isMonospace
          value={parameterOf(template, name) ?? ''}
          onChange={(next) => onTemplate(withParameter(template, name, next))}
        />
      )}
    </>
  )
}
