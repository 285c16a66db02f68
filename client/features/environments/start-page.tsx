import { useState } from 'react'
import type { Environment } from '../../../shared/contract/environments.ts'
import { newEnvironment } from '../../../shared/environment/new-environment.ts'
import { guessProfile } from '../../../shared/profiles/guess-profile.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './start-page.module.css'

export interface StartPageProps {
  readonly taken: readonly string[]
  readonly onStart: (environment: Environment) => void
  readonly onBack: () => void
}

/** The ways to an environment of one's own. */
export default function StartPage({ taken, onStart, onBack }: StartPageProps) {
  return (
    <main className={styles.page}>
      <div className={styles.wide}>
        <h1 className={styles.title}>Start from an environment</h1>
        <p className={styles.lead}>
          One environment is one server and one registration there. Everything can be changed afterwards.
        </p>
        <div className={styles.choices}>
          <OwnServer taken={taken} onStart={onStart} />
        </div>
        <Button kind="quiet" onPress={onBack}>
          Back
        </Button>
      </div>
    </main>
  )
}

function OwnServer({ taken, onStart }: Omit<StartPageProps, 'onBack'>) {
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
      profile: guessProfile(tokenEndpoint.trim()),
      settings: { label: 'non-production', ...given, ...(registration && { registration }) },
    })
  }
  return (
    <Card title="From its addresses">
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
