import { compareText } from '../../../shared/assertion/compare-text.ts'
import type { Environment } from '../../../shared/contract/environments.ts'
import type { LaunchValues } from '../../../shared/contract/logins.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { PageHead } from '../../ui/brand/brand.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { MarkedText, Visible } from '../../ui/marked-text/marked-text.tsx'
import styles from './launch-arrival.module.css'

export interface LaunchArrivalProps {
  readonly received: LaunchValues
  readonly environments: readonly Environment[]
  readonly onUse: (environment: Environment) => void
  /** An environment of the user's own with this iss as its FHIR base. */
  readonly onNew: () => void
  readonly onDismiss: () => void
}

/** An EHR opened the launch URL: what arrived, and which environment it belongs to. Nothing is fetched here. */
export default function LaunchArrival({
  received,
  environments,
  onUse,
  onNew,
  onDismiss,
}: LaunchArrivalProps) {
  const { iss = '', launch } = received
  const sorted = [...environments].sort((a, b) => rank(b, iss) - rank(a, iss))
  const canBeBase = /^https?:\/\//.test(iss) && URL.canParse(iss)
  return (
    <>
      <PageHead />
      <main className={styles.page}>
        <h1 className={styles.title}>An EHR starts a launch</h1>
        <p className={styles.lead}>
          These values came with the browser; nothing was fetched. Choose the environment they belong to.
        </p>
        <Card title="What arrived">
          <dl className={styles.values}>
            <dt>iss</dt>
            <dd>
              <code>{iss === '' ? '(none)' : <Visible text={iss} />}</code>
            </dd>
            <dt>launch</dt>
            <dd>
              <code>{launch === undefined ? '(none)' : <Visible text={launch} />}</code>
            </dd>
          </dl>
        </Card>
        <Card title="Environments" isFlush>
          <ul className={styles.list}>
            {sorted.map((environment, index) => (
              <li key={environment.id}>
                <div>
                  <p className={styles.name}>
                    {environment.name}{' '}
                    {rank(environment, iss) === 2 && <Badge tone="ok">its FHIR base is this iss</Badge>}
                    {rank(environment, iss) === 1 && <Badge tone="warning">differs by the final slash</Badge>}
                  </p>
                  <Base base={environment.settings.fhirBaseUrl} iss={iss} />
                </div>
                <Button
                  kind={index === 0 && rank(environment, iss) === 2 ? 'primary' : 'plain'}
                  aria-label={`Use ${environment.name}`}
                  onPress={() => onUse(environment)}
                >
                  Use this one
                </Button>
              </li>
            ))}
          </ul>
        </Card>
        <div className={styles.row}>
          <Button isDisabled={!canBeBase} onPress={onNew}>
            New environment with this iss
          </Button>
          <Button kind="quiet" onPress={onDismiss}>
            Leave the launch
          </Button>
        </div>
      </main>
    </>
  )
}

function rank({ settings: { fhirBaseUrl } }: Environment, iss: string): 0 | 1 | 2 {
  if (fhirBaseUrl === undefined || iss === '') return 0
  if (fhirBaseUrl === iss) return 2
  return fhirBaseUrl.replace(/\/$/, '') === iss.replace(/\/$/, '') ? 1 : 0
}

function Base({ base, iss }: { base: string | undefined; iss: string }) {
  if (base === undefined) return <p className={styles.lead}>It has no FHIR base yet.</p>
  return <MarkedText segments={compareText(base, iss === '' ? base : iss).actual} />
}
