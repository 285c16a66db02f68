import type { CertificateShape } from '../../../shared/assertion/certificate-header.ts'
import type { AttemptDocument } from '../../../shared/attempt/attempt.ts'
import type { Environment } from '../../../shared/contract/environments.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CertificateCard } from './certificate-card.tsx'
import { JwksCard, type JwksCardProps } from './jwks-card.tsx'
import { JwksHostCard, type JwksHostCardProps } from './jwks-host-card.tsx'
import { KeyBytesCard, type KeyBytes } from './key-bytes-card.tsx'
import { KeyDetails } from './key-details.tsx'
import { KeyList } from './key-list.tsx'
import styles from './key-panel.module.css'
import { MakeKeyCard, type MakeKeyCardProps } from './make-key-card.tsx'
import { PublicHalfCard } from './public-half-card.tsx'
import { VariableCard, type VariableCardProps } from './variable-card.tsx'

export interface KeyPanelProps {
  readonly environment: Environment
  readonly keys: readonly KeySummary[]
  readonly folders: readonly { readonly path: string; readonly exists: boolean }[]
  readonly loading: boolean
  readonly problem?: Problem | undefined
  readonly jwks: AttemptDocument | undefined
  readonly published: JwksCardProps['published']
  readonly seenKeys: JwksCardProps['seenKeys']
  readonly onChoose: (keyId: string) => void
  readonly onOpen: (keyId: string, passphrase?: string) => Promise<Problem | undefined>
  readonly onLock: (keyId: string) => void
  readonly onRefresh: () => void
  readonly bytes: KeyBytes
  readonly variables: VariableCardProps
  readonly isMaking: boolean
  readonly onMake: MakeKeyCardProps['onMake']
  readonly onFetchJwks: () => void
  readonly fetchingJwks: boolean
  readonly hosting: Omit<JwksHostCardProps, 'chosenKey' | 'keys'>
  /** NumericDate, for the dates of a certificate. */
  readonly now: number
  readonly onUseCertificate: (shape: CertificateShape) => void
  readonly onMakeCertificate: (commonName: string, days: number) => Promise<Problem | undefined>
}

/** What the servers of a profile look for in the header. */
const SHAPE_OF: Readonly<Record<string, CertificateShape>> = { entra: 'entra', udap: 'udap' }

/** Step 2: the key files, the one that signs, and whether the server can find its public half. */
export function KeyPanel(props: KeyPanelProps) {
  const { environment, keys, folders, loading, problem } = props
  const chosenKey = keys.find((key) => key.id === environment.keyId)
  const jwksCard = (
    <JwksCard
      environment={environment}
      chosenKey={chosenKey}
      jwks={props.jwks}
      published={props.published}
      seenKeys={props.seenKeys}
      onFetch={props.onFetchJwks}
      isFetching={props.fetchingJwks}
    />
  )
  return (
    <section aria-labelledby="key-title" className={styles.panel}>
      <h1 id="key-title" className={styles.title}>
        Key
      </h1>
      <p className={styles.lead}>The private key is read where it lies and never leaves the program.</p>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Card
            title="Key files"
            isFlush
            aside={
              <Button size="small" isDisabled={loading} onPress={props.onRefresh}>
                {loading ? 'Reading…' : 'Read again'}
              </Button>
            }
          >
            {problem && (
              <p role="alert" className={`${styles.problem} ${styles.outset}`}>
                <strong>{problem.title}.</strong> {problem.detail}
              </p>
            )}
            {keys.length > 0 && <KeyList keys={keys} chosenId={chosenKey?.id} onChoose={props.onChoose} />}
            {keys.length === 0 && !problem && (
              <p className={styles.empty} role="status">
                {loading
                  ? 'Reading the key folders…'
                  : 'No key file yet. Put a PEM, PKCS#12 or private JWK file into one of the folders below, then read again.'}
              </p>
            )}
          </Card>
          <Folders folders={folders} />
          <VariableCard {...props.variables} />
          <MakeKeyCard folder={folders[0]?.path} isMaking={props.isMaking} onMake={props.onMake} />
        </div>
        <div className={styles.stack}>
          {chosenKey ? (
            <>
              <KeyDetails chosenKey={chosenKey} onOpen={props.onOpen} onLock={props.onLock} />
              <KeyBytesCard key={`bytes ${chosenKey.id}`} chosenKey={chosenKey} bytes={props.bytes} />
              {jwksCard}
              <CertificateCard
                key={chosenKey.id}
                chosenKey={chosenKey}
                now={props.now}
                preferred={SHAPE_OF[environment.profile]}
                onUse={props.onUseCertificate}
                onMake={props.onMakeCertificate}
              />
              <PublicHalfCard chosenKey={chosenKey} />
              {chosenKey.publicJwk && (
                <JwksHostCard
                  key={`host ${chosenKey.id}`}
                  chosenKey={chosenKey}
                  keys={keys}
                  {...props.hosting}
                />
              )}
            </>
          ) : (
            <>
              <Card title="No key chosen">
                <p className={styles.note}>
                  Choose the file whose public half is registered for this client. Its thumbprint is how to
                  tell: it is the same on both sides.
                </p>
              </Card>
              {jwksCard}
            </>
          )}
        </div>
      </div>
    </section>
  )
}

function Folders({ folders }: Pick<KeyPanelProps, 'folders'>) {
  return (
    <Card title="Key folders">
      <ul className={styles.folders}>
        {folders.map(({ path, exists }) => (
          <li key={path}>
            <code>{path}</code>
            <span className={styles.muted}>{exists ? 'is read' : 'does not exist'}</span>
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        Only these folders are read. Another one: start with <code>--keys FOLDER</code>, as often as needed.
      </p>
    </Card>
  )
}
