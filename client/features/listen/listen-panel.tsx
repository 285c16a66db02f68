import { useState } from 'react'
import { CAPTURE_ERRORS, type CaptureError, type CaptureState } from '../../../shared/contract/capture.ts'
import type { Environment } from '../../../shared/contract/environments.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import type { BuiltTokenRequest } from '../../../shared/token-request/build-token-request.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { CapturedCard } from './captured-card.tsx'
import { CapturedList } from './captured-list.tsx'
import styles from './listen-panel.module.css'

export interface ListenPanelProps {
  readonly environment: Environment
  readonly state: CaptureState | undefined
  readonly busy: boolean
  readonly problem: Problem | undefined
  /** The same request as the workbench would send it. */
  readonly built: BuiltTokenRequest | undefined
  readonly onStart: () => void
  readonly onStop: () => void
  readonly onAnswer: (error: CaptureError, relays: number) => void
  readonly onClear: () => void
  readonly onOpenAttempt: (attemptId: string) => void
}

/** Stands in the place of the server: what the person's own program really sends, and what is wrong with it. */
export function ListenPanel(props: ListenPanelProps) {
  const { environment, state, busy, problem } = props
  const [chosen, setChosen] = useState<string>()
  const isHere = state?.environmentId === environment.id
  const isListening = state?.listening === true && isHere
  const requests = isHere ? state.requests : []
  const shown = requests.find(({ id }) => id === chosen) ?? requests[0]
  return (
    <section aria-labelledby="listen-title" className={styles.panel}>
      <header className={styles.head}>
        <div>
          <h1 id="listen-title" className={styles.title}>
            Listen
          </h1>
          <p className={styles.lead}>
            Point your own program at the address below. Its bytes are judged as if they had gone to{' '}
            {environment.name}.
          </p>
        </div>
        {isListening ? (
          <Button isDisabled={busy} onPress={props.onStop}>
            Stop listening
          </Button>
        ) : (
          <Button isDisabled={busy || !environment.settings.tokenEndpoint} onPress={props.onStart}>
            {busy ? 'Opening…' : 'Start listening'}
          </Button>
        )}
      </header>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {isListening && <Addresses state={state} />}
      {isListening && <AnswerCard {...props} state={state} />}
      {!isListening && requests.length === 0 && <Teaching environment={environment} other={state} />}
      {(isListening || requests.length > 0) && (
        <div className={styles.columns}>
          <CapturedList
            requests={requests}
            chosenId={shown?.id}
            onChoose={setChosen}
            onClear={props.onClear}
          />
          {shown && <CapturedCard key={shown.id} {...props} request={shown} />}
        </div>
      )}
    </section>
  )
}

function Teaching({ environment, other }: { environment: Environment; other: CaptureState | undefined }) {
  if (!environment.settings.tokenEndpoint)
    return (
      <Card title="Nothing to stand in for">
        <p className={styles.note}>
          This environment has no token endpoint yet. Step 1 is where it goes; then this screen can listen in
          its place.
        </p>
      </Card>
    )
  return (
    <Card title="How it works">
      <ol className={styles.steps}>
        <li>Start listening: a port of its own opens on 127.0.0.1, with a secret path.</li>
        <li>
          Set the token URL of your program to the copied address. Leave its audience as it is: aud is judged
          against <code>{environment.settings.tokenEndpoint}</code>.
        </li>
        <li>Run it. It gets an error of your choice, and every fault of its bytes is named here.</li>
        <li>When nothing is wrong any more, relay the next request to the real server.</li>
      </ol>
      {other?.listening === true && (
        <p className={styles.note}>
          The listener is open for another environment; starting here closes it there.
        </p>
      )}
    </Card>
  )
}

const NAMES = { token: 'Token URL', authorize: 'Authorize URL', jwks: 'JWKS URL' } as const

function Addresses({ state: { urls, targets, refused } }: { state: CaptureState }) {
  if (urls === undefined) return null
  return (
    <Card
      title="Addresses"
      aside={refused > 0 && <span>{refused} turned away without the secret path, or from a web page</span>}
    >
      <dl className={styles.addresses}>
        {(['token', 'authorize', 'jwks'] as const)
          .filter((kind) => targets[kind] !== undefined)
          .map((kind) => (
            <div key={kind}>
              <dt>{NAMES[kind]}</dt>
              <dd>
                <code>{urls[kind]}</code>
                <CopyButton size="small" text={urls[kind]} label={`Copy the ${NAMES[kind]}`} />
                <span className={styles.muted}>
                  in the place of <code>{targets[kind]}</code>
                </span>
              </dd>
            </div>
          ))}
      </dl>
    </Card>
  )
}

function AnswerCard({ state, busy, onAnswer }: ListenPanelProps & { state: CaptureState }) {
  const { error, relaysLeft } = state.answer
  return (
    <Card
      title="What your program gets"
      aside={
        relaysLeft > 0 ? (
          <Badge tone="warning">
            {relaysLeft === 1 ? 'the next one is relayed' : `${relaysLeft} are relayed`}
          </Badge>
        ) : (
          <Badge tone="hint">answered here, nothing is sent on</Badge>
        )
      }
    >
      <div className={styles.row}>
        <SelectField
          label="Error"
          value={error}
          options={Object.entries(CAPTURE_ERRORS).map(([value, status]) => ({
            value,
            label: `${status} ${value}`,
          }))}
          onChange={(next) => onAnswer(next as CaptureError, 0)}
        />
        <Button isDisabled={busy} onPress={() => onAnswer(error, 1)}>
          Relay the next request…
        </Button>
        <Button isDisabled={busy} onPress={() => onAnswer(error, 5)}>
          Relay the next 5…
        </Button>
        {relaysLeft > 0 && (
          <Button isDisabled={busy} onPress={() => onAnswer(error, 0)}>
            Do not relay
          </Button>
        )}
      </div>
      <p className={styles.note}>
        A relayed request goes on once with the same bytes; only its path and Host are replaced, and the
        answer is handed back.
      </p>
    </Card>
  )
}
