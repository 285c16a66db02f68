import type { KeySummary } from '../../../shared/contract/keys.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import styles from './key-panel.module.css'
import { hostedJwk } from './public-half.ts'

/** What the server may have: the JWK, the same key as PEM, and a JWK Set to put at a URL. */
export function PublicHalfCard({ chosenKey }: { readonly chosenKey: KeySummary }) {
  const jwk = hostedJwk(chosenKey)
  if (!jwk) return null
  const set = JSON.stringify({ keys: [jwk] }, null, 2)
  return (
    <Card
      title="Public half"
      aside={
        <>
          <CopyButton size="small" text={JSON.stringify(jwk, null, 2)} label="Copy the public JWK">
            Copy JWK
          </CopyButton>
          {chosenKey.publicPem !== undefined && (
            <CopyButton size="small" text={chosenKey.publicPem} label="Copy PEM of the public key">
              Copy PEM
            </CopyButton>
          )}
          <CopyButton size="small" text={set} label="Copy the JWK Set to host">
            Copy JWKS
          </CopyButton>
          <Button size="small" onPress={() => download('jwks.json', set)}>
            Download JWKS
          </Button>
        </>
      }
    >
      <p className={styles.note}>
        To host at your JWKS URL. The kid in the assertion’s header has to be the one that stands here. The
        PEM is the same public key (SubjectPublicKeyInfo), for a console that takes no JWK.
      </p>
      <pre className={styles.json} tabIndex={0} aria-label="JWK Set to host">
        {set}
      </pre>
    </Card>
  )
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/jwk-set+json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
