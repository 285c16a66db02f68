import type { ResponseOf } from '../../../shared/contract/operation.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import type { readToken } from '../../../shared/contract/token.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { StateIcon } from '../../ui/state-icon/state-icon.tsx'
import styles from './token.module.css'
import { TryCard, type TryCardProps } from './try-card.tsx'

type Details = ResponseOf<typeof readToken>
type Claims = Details['context']

export interface TokenDetailsProps extends TryCardProps {
  /** Undefined until it has been read. */
  readonly details: Details | undefined
  readonly problem: Problem | undefined
  /** Fetches the server's keys; undefined where nothing says where they are. */
  readonly onFetchKeys: (() => void) | undefined
  readonly fetchingKeys: boolean
}

/** What came with the token: context, id_token with each check, the access token where it is readable, and a try. */
export function TokenDetails(props: TokenDetailsProps) {
  const { details, problem } = props
  if (problem)
    return (
      <p role="alert" className={styles.problem}>
        <strong>{problem.title}.</strong> {problem.detail}
      </p>
    )
  if (!details) return <p role="status">Reading the token…</p>
  const { context, needPatientBanner, idToken, accessToken } = details
  return (
    <>
      <TryCard {...props} />
      {(context.length > 0 || needPatientBanner !== undefined) && (
        <Card title="Launch context">
          <div className={styles.fields}>
            {needPatientBanner === true && (
              <p className={styles.banner}>
                <strong>Patient banner wanted:</strong> the app has to show who the patient is, because the
                EHR does not.
              </p>
            )}
            {needPatientBanner === false && (
              <p className={styles.note}>No patient banner is wanted: the EHR shows the patient itself.</p>
            )}
            <ClaimList label="Launch context" claims={context} />
            <p className={styles.note}>
              Who it is about is masked; Reveal in the card Token shows one value at a time.
            </p>
          </div>
        </Card>
      )}
      {idToken && <IdTokenCard {...props} idToken={idToken} />}
      <Card title="Access token">
        {accessToken.kind === 'opaque' ? (
          <p className={styles.note}>
            Opaque: {accessToken.characters} characters that only the server can read. What it permits shows
            when it is tried.
          </p>
        ) : (
          <div className={styles.fields}>
            <p className={styles.note}>
              A JWT. It is made for the FHIR server; an app must not rely on what is inside.
            </p>
            <ClaimList label="Header of the access token" claims={accessToken.header} />
            <ClaimList label="Claims of the access token" claims={accessToken.claims} />
          </div>
        )}
      </Card>
    </>
  )
}

interface IdTokenCardProps extends Pick<TokenDetailsProps, 'onFetchKeys' | 'fetchingKeys'> {
  readonly idToken: NonNullable<Details['idToken']>
}

const STATES = {
  passed: { state: 'ok', words: 'passed' },
  failed: { state: 'error', words: 'failed' },
  unknown: { state: 'unknown', words: 'unknown' },
  'not-applicable': { state: 'unknown', words: 'does not apply' },
} as const

function IdTokenCard({ idToken, onFetchKeys, fetchingKeys }: IdTokenCardProps) {
  const { checks, hasKeys } = idToken
  const count = (state: string) => checks.filter((check) => check.state === state).length
  return (
    <Card
      title="id_token"
      aside={
        <span>
          {count('passed')} passed, {count('failed')} failed, {count('unknown')} unknown
        </span>
      }
    >
      <div className={styles.fields}>
        {!hasKeys && (
          <div className={styles.row}>
            <p className={styles.note}>
              {onFetchKeys
                ? 'The signature is unknown until the server’s keys are here.'
                : 'The signature is unknown: no document of the server says where its keys are (jwks_uri).'}
            </p>
            {onFetchKeys && (
              <Button size="small" isDisabled={fetchingKeys} onPress={onFetchKeys}>
                {fetchingKeys ? 'Fetching…' : 'Fetch the server’s keys'}
              </Button>
            )}
          </div>
        )}
        <ul className={styles.checks} aria-label="Checks of the id_token">
          {checks.map(({ id, title, state, detail, actual, expected }) => (
            <li key={id} data-check={id} data-state={state}>
              <StateIcon {...STATES[state]} />
              <div>
                <p>
                  <strong>{title}.</strong> {detail}
                </p>
                {actual !== undefined && expected !== undefined && (
                  <p className={styles.note}>
                    is <code>{actual}</code>, wanted <code>{expected}</code>
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
        <ClaimList label="Header of the id_token" claims={idToken.header} />
        <ClaimList label="Claims of the id_token" claims={idToken.claims} />
      </div>
    </Card>
  )
}

/** Names with their values; what names a person shows as dots. */
function ClaimList({ label, claims }: { label: string; claims: Claims }) {
  if (claims.length === 0) return null
  return (
    <DataTable
      label={label}
      columns={[label, 'Value']}
      rows={claims.map(({ name, value }, index) => ({
        id: String(index),
        cells: [<code key="name">{name}</code>, <code key="value">{value ?? '••••••'}</code>],
      }))}
    />
  )
}
