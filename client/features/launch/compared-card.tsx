import { Card } from '../../ui/card/card.tsx'
import { StateIcon } from '../../ui/state-icon/state-icon.tsx'
import { parameterOf } from './launch-model.ts'
import type { LaunchPanelProps } from './launch-panel.tsx'
import styles from './launch-panel.module.css'
import { Compared } from './url-card.tsx'

/** What servers compare character by character: redirect_uri with the registered ones, aud with the FHIR base. */
export function ComparedCard({ environment, draft }: LaunchPanelProps) {
  const { settings } = environment
  const registered = settings.registration?.redirectUris ?? []
  const iss = draft.kind === 'ehr' ? draft.received?.iss : undefined
  const wanted = iss ?? settings.fhirBaseUrl
  return (
    <Card title="Compared character by character">
      <div className={styles.fields}>
        <Pair
          name="redirect_uri"
          actual={parameterOf(draft.template, 'redirect_uri')}
          expected={registered}
          with={registered.length === 1 ? 'the registered one' : 'a registered one'}
          missing="No redirect URI is entered as registered (step 1), so it cannot be compared."
        />
        <Pair
          name="aud"
          actual={parameterOf(draft.template, 'aud')}
          expected={wanted === undefined ? [] : [wanted]}
          with={iss === undefined ? 'the FHIR base' : 'the iss of the launch'}
          missing="Neither a FHIR base nor an iss is known, so it cannot be compared."
        />
      </div>
    </Card>
  )
}

interface PairProps {
  readonly name: string
  readonly actual: string | undefined
  readonly expected: readonly string[]
  readonly with: string
  readonly missing: string
}

function Pair({ name, actual, expected, with: other, missing }: PairProps) {
  const isEqual = actual !== undefined && expected.includes(actual)
  const state = expected.length === 0 ? 'unknown' : isEqual ? 'ok' : 'error'
  return (
    <div className={styles.pair} role="group" aria-label={`${name} compared`}>
      <StateIcon state={state} />
      <div>
        <p>
          <strong>{name}</strong>{' '}
          {state === 'unknown'
            ? missing
            : isEqual
              ? `is ${other}, character by character.`
              : actual === undefined
                ? 'is not in the URL.'
                : `is not ${other}.`}
        </p>
        {state === 'error' &&
          expected.map((value) => <Compared key={value} actual={actual ?? ''} expected={value} />)}
      </div>
    </div>
  )
}
