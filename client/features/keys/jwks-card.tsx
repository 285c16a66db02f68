import { Fragment } from 'react'
import type { Environment } from '../../../shared/contract/environments.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import type { FetchedDocument } from '../../../shared/contract/token-requests.ts'
import { spanWords } from '../../../shared/diagnosis/sync-clock.ts'
import type { SeenKey } from '../../../shared/facts/facts.ts'
import { forbidsCaching, headerReader, maxAgeOf } from '../../../shared/facts/http-facts.ts'
import type { PublishedSet } from '../../../shared/lint/judge-published-keys.ts'
import { SLOW_MS } from '../../../shared/lint/rules/jwks/jwks-slow.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import styles from './key-panel.module.css'
import { PublishedKeys } from './published-keys.tsx'
import { SeenKeys } from './seen-keys.tsx'
import { TlsChain } from './tls-chain.tsx'

export interface JwksCardProps {
  readonly environment: Environment
  readonly chosenKey: KeySummary | undefined
  readonly jwks: FetchedDocument | undefined
  /** Its keys, judged; undefined while nothing was fetched or nothing came back. */
  readonly published: PublishedSet | undefined
  /** What was there at earlier looks, newest first. */
  readonly seenKeys: readonly SeenKey[]
  readonly onFetch: () => void
  readonly isFetching: boolean
}

/** The registered JWK Set as the server would fetch it, and whether the chosen key is in it. */
export function JwksCard(props: JwksCardProps) {
  const { environment, chosenKey, jwks, published, seenKeys, onFetch, isFetching } = props
  const url = environment.settings.registration?.jwksUrl
  return (
    <Card
      title="Registered JWKS"
      isFlush
      aside={
        <Button size="small" isDisabled={url === undefined || isFetching} onPress={onFetch}>
          {isFetching ? 'Fetching…' : 'Fetch the registered JWKS'}
        </Button>
      }
    >
      <div className={styles.inset}>
        {url === undefined ? (
          <p className={styles.note}>
            This environment names no JWKS URL. Fill it in at step 1 to see whether the key is in the set.
          </p>
        ) : (
          <p className={styles.note}>
            <code>{url}</code>
          </p>
        )}
        {jwks === undefined && url !== undefined && (
          <p className={styles.note}>Not fetched in this run: what the server finds there is unknown.</p>
        )}
        {jwks && <Fetched jwks={jwks} />}
      </div>
      {jwks && <TlsChain jwks={jwks} />}
      {published && <PublishedKeys set={published} chosenKey={chosenKey} />}
      <SeenKeys seenKeys={seenKeys} set={published} />
    </Card>
  )
}

function Fetched({ jwks }: { jwks: FetchedDocument }) {
  if (jwks.failure !== undefined)
    return (
      <p className={styles.problem} role="status">
        <strong>Nothing came back ({jwks.failure}).</strong> {jwks.detail}
      </p>
    )
  const header = headerReader(jwks.headers)
  const headers = ['content-type', 'cache-control', 'expires', 'age', 'etag', 'last-modified'].flatMap(
    (name): [string, string][] => {
      const value = header(name)
      return value === undefined ? [] : [[name, value]]
    },
  )
  const rows: [string, string][] = [
    ['Answer', [`HTTP ${jwks.status ?? '?'}`, timeWords(jwks.durationMs)].filter(Boolean).join(', ')],
    ['Encryption', encryptionWords(jwks.url)],
    ['Cached for', cacheWords(header)],
    ...(jwks.redirects ?? []).map((to): [string, string] => ['Redirected to', to]),
    ...headers,
  ]
  return (
    <dl className={styles.facts} aria-label="How the set came">
      {rows.map(([name, value], index) => (
        <Fragment key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

function timeWords(durationMs: number | undefined): string {
  if (durationMs === undefined) return ''
  const took = `${Math.round(durationMs)} ms`
  return durationMs > SLOW_MS ? `${took}: slow, some servers wait 2.5 s only` : took
}

/** The program completes no chain by itself, as most servers do not: what came back over TLS had a complete one. */
const encryptionWords = (url: string): string =>
  url.startsWith('https:') ? 'TLS, certificate chain complete and trusted from here' : 'none (http)'

function cacheWords(header: (name: string) => string | undefined): string {
  const control = header('cache-control')
  if (forbidsCaching(control)) return 'no time: fetched for each use'
  const seconds = maxAgeOf(control)
  if (seconds !== undefined) return spanWords(seconds)
  return header('expires') === undefined ? 'not said: each server decides' : 'until its Expires'
}
