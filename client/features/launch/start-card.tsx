import { useState } from 'react'
import { parseForm, paramReader, rawQuery } from '../../../shared/facts/http-facts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { Visible } from '../../ui/marked-text/marked-text.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { withKind, withReceived } from './launch-model.ts'
import type { LaunchPanelProps } from './launch-panel.tsx'
import styles from './launch-panel.module.css'

const KINDS = [
  { value: 'standalone', label: 'Standalone launch: the app starts' },
  { value: 'ehr', label: 'EHR launch: the EHR starts the app' },
]

/** EHR launch or standalone, what to register for it, and what an EHR passed. */
export function StartCard(props: LaunchPanelProps) {
  const { environment, draft, onDraft } = props
  return (
    <Card title="How it starts">
      <div className={styles.fields}>
        <SelectField
          label="Launch"
          value={draft.kind}
          options={KINDS}
          onChange={(kind) =>
            onDraft(withKind(draft, kind === 'ehr' ? 'ehr' : 'standalone', environment.settings.fhirBaseUrl))
          }
        />
        {draft.kind === 'ehr' && <Received {...props} />}
        <Register name="Redirect URI to register" value={props.redirectUri} />
        <Register name="Launch URL to register" value={props.launchUrl} />
        <p className={styles.note}>
          Both are fixed as long as Countersign starts on the same port, and servers compare them character by
          character.
        </p>
      </div>
    </Card>
  )
}

function Register({ name, value }: { name: string; value: string }) {
  return (
    <div className={styles.register}>
      <span className={styles.label}>{name}</span>
      <code>{value}</code>
      <CopyButton size="small" text={value} label={`Copy ${name.toLowerCase()}`} />
    </div>
  )
}

/** iss and launch as they arrived, or a launch URL to paste. */
function Received({ draft, onDraft, now }: LaunchPanelProps) {
  const [pasted, setPasted] = useState('')
  const { received } = draft
  const read = paramReader(parseForm(rawQuery(pasted.trim()).text))
  const iss = read('iss')
  const launch = read('launch')
  const isLaunch = iss !== undefined || launch !== undefined
  return (
    <div className={styles.fields}>
      {received ? (
        <dl className={styles.values} aria-label="What the EHR passed">
          <dt>iss</dt>
          <dd>
            <code>{received.iss === undefined ? '(none)' : <Visible text={received.iss} />}</code>
          </dd>
          <dt>launch</dt>
          <dd>
            <code>{received.launch === undefined ? '(none)' : <Visible text={received.launch} />}</code>
          </dd>
          {received.receivedAt !== undefined && (
            <>
              <dt>arrived</dt>
              <dd>{Math.max(0, Math.round(now - received.receivedAt))} s ago</dd>
            </>
          )}
        </dl>
      ) : (
        <p className={styles.note}>
          Start the app from the EHR: it opens the launch URL with iss and launch, and they stand here. Or
          paste the address that the EHR opened.
        </p>
      )}
      <TextField
        label="Launch address from the EHR"
        isMonospace
        value={pasted}
        onChange={setPasted}
        placeholder="…/launch?iss=https://…&launch=…"
        error={pasted !== '' && !isLaunch ? 'There is no iss and no launch in this address.' : undefined}
      />
      {isLaunch && (
        <div>
          <Button
            onPress={() => {
              onDraft(
                withReceived(draft, {
                  ...(iss !== undefined && { iss }),
                  ...(launch !== undefined && { launch }),
                  receivedAt: now,
                }),
              )
              setPasted('')
            }}
          >
            Use this launch
          </Button>
        </div>
      )}
    </div>
  )
}
