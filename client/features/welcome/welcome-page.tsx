import { useState } from 'react'
import type { Environment } from '../../../shared/contract/environments.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { newEnvironment } from '../../../shared/environment/new-environment.ts'
import styles from './welcome.module.css'

export interface WelcomePageProps {
  /** Undefined while the practice server is off. */
  readonly practice: 'starting' | 'ready' | 'failed' | 'off' | undefined
  readonly taken: readonly string[]
  readonly onPractice: () => void
  readonly onStart: (environment: Environment) => void
  /** Back to where one was; absent on the first start. */
  readonly onBack?: (() => void) | undefined
}

/** The first start: two ways in. */
export function WelcomePage(props: WelcomePageProps) {
  const { practice, onPractice, onBack } = props
  return (
    <main className={styles.page}>
      <div className={styles.wide}>
        <h1 className={styles.title}>Why does the token endpoint say invalid_client?</h1>
        <p className={styles.lead}>
          Countersign signs a client assertion with your key, sends it, and shows what is wrong with it before
          the server does. Everything stays on this computer but the requests that you send.
        </p>
        <div className={styles.choices}>
          <Card title="Practice">
            <p className={styles.lead}>
              A certified authorization server runs inside this program, with a key pair made for it. Get a
              token in one click, then break something and see how it is found.
            </p>
            <Button kind="primary" isDisabled={practice === 'off'} onPress={onPractice}>
              Practice on the built-in server
            </Button>
            {practice === 'off' && <p className={styles.small}>It was switched off for this run.</p>}
          </Card>
          <OwnServer {...props} />
        </div>
        {onBack && (
          <Button kind="quiet" onPress={onBack}>
            Back
          </Button>
        )}
      </div>
    </main>
  )
}

function OwnServer({ taken, onStart }: WelcomePageProps) {
  const [name, setName] = useState('')
  const [tokenEndpoint, setTokenEndpoint] = useState('')
  const [clientId, setClientId] = useState('')
  const [jwksUrl, setJwksUrl] = useState('')
  const wrong = (url: string) =>
    url === '' || URL.canParse(url.trim()) ? undefined : 'This is not a whole URL: https://host/path'
  const isReady = name.trim() !== '' && URL.canParse(tokenEndpoint.trim()) && !wrong(jwksUrl)
  const start = () => {
    const given = { tokenEndpoint: tokenEndpoint.trim(), clientId: clientId.trim() || undefined }
    const registration = jwksUrl.trim()
      ? { keyMode: 'jwks-url' as const, jwksUrl: jwksUrl.trim() }
      : undefined
    onStart({
      ...newEnvironment({ name: name.trim(), taken }),
      settings: { label: 'non-production', ...given, ...(registration && { registration }) },
    })
  }
  return (
    <Card title="Your own server">
      <form
        className={styles.fields}
        aria-label="Your own server"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) start()
        }}
      >
        <TextField label="Name" value={name} onChange={setName} placeholder="Epic sandbox" />
        <TextField
          label="Token endpoint"
          value={tokenEndpoint}
          onChange={setTokenEndpoint}
          error={wrong(tokenEndpoint)}
          isMonospace
          placeholder="https://ehr.example/oauth2/token"
        />
        <TextField label="Client id" value={clientId} onChange={setClientId} isMonospace />
        <TextField
          label="JWK Set URL"
          value={jwksUrl}
          onChange={setJwksUrl}
          error={wrong(jwksUrl)}
          isMonospace
          description="Where your public key is registered; leave it empty for an uploaded key."
        />
        <Button type="submit" isDisabled={!isReady}>
          Start from my own server
        </Button>
      </form>
    </Card>
  )
}
