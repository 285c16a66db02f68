import type { Draft, Environment } from '../../../shared/contract/environments.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import type { BuiltTokenRequest } from '../../../shared/token-request/build-token-request.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { decodeForm } from '../../ui/wire-text/masked-body.ts'
import { DpopCard, type DpopChoice } from './dpop-card.tsx'
import { ExportCard } from './export-card.tsx'
import { ParameterForm, type Secrets, type StoredSecrets } from './parameter-form.tsx'
import styles from './request-panel.module.css'
import { WireForm } from './wire-form.tsx'
import { SEVERITY_TONES } from '../../ui/badge/severity-tones.ts'

export interface RequestPanelProps {
  readonly environment: Environment
  readonly draft: Draft
  readonly onDraft: (next: Draft) => void
  /** Undefined while something of it is missing: the endpoint, or the signed assertion. */
  readonly built: BuiltTokenRequest | undefined
  readonly findings: readonly Finding[]
  readonly secrets: Secrets
  readonly onSecrets: (next: Secrets) => void
  readonly stored: StoredSecrets
  /** Names of the parameters that the program puts in itself. */
  readonly keptNames: readonly string[]
  readonly sending: boolean
  readonly onSend: () => void
  readonly onCancel: () => void
  readonly dpop: DpopChoice
  /** A pasted assertion is sent as it is; ends that. */
  readonly onEndReadyMade: (() => void) | undefined
}

/** Step 5: what goes into the token request, and the request exactly as it goes out. */
export function RequestPanel(props: RequestPanelProps) {
  const { environment, built, sending } = props
  const findings = props.findings.filter((finding) => finding.object === 'token-request')
  return (
    <section aria-labelledby="request-title" className={styles.panel}>
      <header className={styles.head}>
        <div>
          <h1 id="request-title" className={styles.title}>
            Token request
          </h1>
          <p className={styles.lead}>What you see is what is sent, once per send.</p>
        </div>
        <div className={styles.row}>
          {sending && (
            <>
              <span role="status">Waiting for the answer…</span>
              <Button onPress={props.onCancel}>Cancel</Button>
            </>
          )}
          <Button isDisabled={!built || sending} onPress={props.onSend}>
            Send
          </Button>
        </div>
      </header>
      {props.onEndReadyMade && (
        <p className={styles.state} role="status">
          <span>
            <strong>Ready-made assertion: nothing is signed.</strong> It goes out as it was pasted.
          </span>
          <Button size="small" onPress={props.onEndReadyMade}>
            Back to own signing
          </Button>
        </p>
      )}
      <div className={styles.columns}>
        <ParameterForm
          key={environment.id}
          draft={props.draft}
          onDraft={props.onDraft}
          secrets={props.secrets}
          onSecrets={props.onSecrets}
          stored={props.stored}
          findings={findings}
        />
        <div className={styles.stack}>
          {findings.length > 0 && <RequestFindings findings={findings} />}
          {built ? (
            <WireForm
              key={environment.id}
              built={built}
              keptNames={props.keptNames}
              hasDpop={props.dpop.isOn}
            />
          ) : (
            <Card title="As it goes out">
              <p className={styles.note}>{missing(environment)}</p>
            </Card>
          )}
          <DpopCard {...props.dpop} />
          {environment.settings.tokenEndpoint && (
            <ExportCard
              tokenEndpoint={environment.settings.tokenEndpoint}
              draft={props.draft}
              assertion={built && assertionOf(built.body)}
            />
          )}
        </div>
      </div>
    </section>
  )
}

const assertionOf = (body: string): string | undefined =>
  decodeForm(body).find(({ name }) => name === 'client_assertion')?.value

function missing(environment: Environment): string {
  if (!environment.settings.tokenEndpoint)
    return 'This environment has no token endpoint yet. Step 1 is where it goes; the request shows here then.'
  return environment.keyId === undefined
    ? 'No key is chosen yet. Step 2 is where to choose one; the request shows here once the assertion is signed.'
    : 'The assertion is not signed yet. Step 3 says what is missing; the request shows here then.'
}

function RequestFindings({ findings }: { findings: readonly Finding[] }) {
  return (
    <Card title="About this request" isFlush>
      <ul className={styles.findings}>
        {findings.map((finding, index) => (
          <li key={`${finding.ruleId} ${index}`}>
            <Badge tone={SEVERITY_TONES[finding.severity]}>{finding.grade}</Badge>
            <div>
              <p>{plainText(finding.message)}</p>
              <p className={styles.note}>{finding.fix}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
