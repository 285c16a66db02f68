import { useState } from 'react'
import type { Environment } from '../../../shared/contract/environments.ts'
import { discoveryCandidates } from '../../../shared/discovery/discovery-candidates.ts'
import { newEnvironment } from '../../../shared/environment/new-environment.ts'
import { guessProfile } from '../../../shared/profiles/guess-profile.ts'
import { PageHead } from '../../ui/brand/brand.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { ImportCard } from './import-card.tsx'
import { MachineCard, type MachineCardProps } from './machine-card.tsx'
import styles from './start-page.module.css'
import { TemplateCard } from './template-card.tsx'

export type OnStart = (
  environment: Environment,
  then: { readonly screen: 'server' | 'key'; readonly discover?: string },
) => void

export interface StartPageProps {
  readonly taken: readonly string[]
  readonly onStart: OnStart
  /** Several at once, from a file. */
  readonly onImport: (environments: readonly Environment[]) => void
  readonly onPaste: () => void
  readonly variables: MachineCardProps['variables']
  /** With the first texts, where they are known already. */
  readonly onMake: MachineCardProps['onMake']
  readonly onBack: () => void
}

/** The ways to an environment of one's own. */
export default function StartPage(props: StartPageProps) {
  const { taken, onStart, onImport, onPaste, onBack } = props
  return (
    <>
      <PageHead />
      <main className={styles.page}>
        <div className={styles.wide}>
          <h1 className={styles.title}>Start from an environment</h1>
          <p className={styles.lead}>
            One environment is one server and one registration there. Everything can be changed afterwards.
          </p>
          <div className={styles.choices}>
            <FromAddress taken={taken} onStart={onStart} />
            <TemplateCard taken={taken} onStart={onStart} />
            <OwnServer taken={taken} onStart={onStart} />
            <ImportCard taken={taken} onImport={onImport} onPaste={onPaste} />
            <MachineCard taken={taken} variables={props.variables} onMake={props.onMake} />
          </div>
          <Button kind="quiet" onPress={onBack}>
            Back
          </Button>
        </div>
      </main>
    </>
  )
}

/** Characters, as the program keeps it. */
const NAME_MAX = 80

type StartProps = Pick<StartPageProps, 'taken' | 'onStart'>

function FromAddress({ taken, onStart }: StartProps) {
  const [address, setAddress] = useState('')
  const found = discoveryCandidates(address)
  return (
    <Card title="From any address of the server">
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          if (!found.ok) return
          const environment = newEnvironment({ name: new URL(address.trim()).host, taken })
          onStart(
            { ...environment, profile: guessProfile(address.trim()) },
            { screen: 'server', discover: address.trim() },
          )
        }}
      >
        <TextField
          label="FHIR base, issuer, token endpoint or .well-known address"
          value={address}
          onChange={setAddress}
          error={address.trim() === '' || found.ok ? undefined : found.why}
          isMonospace
          placeholder="https://ehr.example/fhir/r4"
          description="Its documents are fetched and compared, and what they agree on is filled in."
        />
        <Button type="submit" kind="primary" isDisabled={!found.ok}>
          Discover and start
        </Button>
      </form>
    </Card>
  )
}

function OwnServer({ taken, onStart }: StartProps) {
  const [name, setName] = useState('')
  const [tokenEndpoint, setTokenEndpoint] = useState('')
  const [clientId, setClientId] = useState('')
  const [jwksUrl, setJwksUrl] = useState('')
  const wrong = (url: string) =>
    url === '' || URL.canParse(url.trim()) ? undefined : 'This is not a whole URL: https://host/path'
  const isTooLong = name.trim().length > NAME_MAX
  const isReady = name.trim() !== '' && !isTooLong && URL.canParse(tokenEndpoint.trim()) && !wrong(jwksUrl)
  const start = () => {
    const given = { tokenEndpoint: tokenEndpoint.trim(), clientId: clientId.trim() || undefined }
    const registration = jwksUrl.trim()
      ? { keyMode: 'jwks-url' as const, jwksUrl: jwksUrl.trim() }
      : undefined
    onStart(
      {
        ...newEnvironment({ name: name.trim(), taken }),
        profile: guessProfile(tokenEndpoint.trim()),
        settings: { label: 'non-production', ...given, ...(registration && { registration }) },
      },
      { screen: 'key' },
    )
  }
  return (
    <Card title="By hand">
      <form
        className={styles.fields}
        aria-label="Your own server"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) start()
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={
            isTooLong
              ? `A name has at most ${NAME_MAX} characters; this has ${name.trim().length}`
              : undefined
          }
          placeholder="Epic sandbox"
        />
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
