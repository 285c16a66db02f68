import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Login } from '../../../shared/contract/logins.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { CameBack } from './came-back.tsx'
import { minutes } from './launch-model.ts'
import type { LaunchPanelProps } from './launch-panel.tsx'
import styles from './launch-panel.module.css'

/** RFC 6749 §4.1.2: the longest life that is recommended for a code. */
const CODE_LIFE_S = 600

export interface LoginCardProps extends LaunchPanelProps {
  /** The newest one. */
  readonly login: Login
  readonly onOpenAgain: () => void
}

/** What became of the newest login: it waits, it came back with a code or an error, or it is over. */
export function LoginCard(props: LoginCardProps) {
  const { login } = props
  useArrival(props)
  switch (login.state) {
    case 'waiting':
      return <Waiting {...props} />
    case 'returned':
      return login.callback?.code ? <CodeArrived {...props} /> : <CameBack {...props} />
    case 'cancelled':
      return (
        <Card title={`Login ${login.number} was cancelled`}>
          <p className={styles.note}>A redirect that still comes is refused.</p>
        </Card>
      )
    case 'expired':
      return (
        <Card title={`Login ${login.number}: no redirect came within ten minutes`}>
          <p className={styles.note}>
            If the page of the server shows an error instead of coming back, it refuses the request before it
            trusts the redirect URI: compare redirect_uri and client_id with the registration first.
          </p>
        </Card>
      )
  }
}

/** A code that arrives while this page watches goes into the token request by itself. */
function useArrival({ login, onUseCode }: LoginCardProps) {
  const before = useRef(login.state)
  const use = useEffectEvent(() => onUseCode(login))
  const isArrival = login.state === 'returned' && login.callback?.code !== undefined
  useEffect(() => {
    if (before.current === 'waiting' && isArrival) use()
    before.current = login.state
  }, [login.state, isArrival])
}

function Waiting({ login, now, redirectUri, onCancel, onOpenAgain, onTakeRedirect }: LoginCardProps) {
  const [address, setAddress] = useState('')
  const isOurs = login.redirectUri === redirectUri
  const take = async () => {
    if (await onTakeRedirect(address.trim())) setAddress('')
  }
  return (
    <Card
      title={`Login ${login.number} waits for its redirect`}
      aside={<span>{minutes(login.expiresAt - now)} left</span>}
    >
      <div className={styles.fields}>
        <p className={styles.plainText}>
          {isOurs
            ? 'Log in on the page that opened. The redirect lands on this program, and this screen goes on by itself.'
            : `The redirect goes to ${login.redirectUri ?? 'an address that is not in the URL'}, not to this program: paste the address where the browser lands.`}
        </p>
        {login.strays && (
          <div className={styles.notice} data-rule="resp-state">
            <p>
              {login.strays.count === 1
                ? 'A redirect with another state came back and was refused'
                : `${login.strays.count} redirects with another state came back and were refused`}
              ; this login goes on waiting. Last one:
            </p>
            <code>{login.strays.lastUrl}</code>
          </div>
        )}
        <TextField
          label="Address where the browser landed"
          isMonospace
          value={address}
          onChange={setAddress}
          placeholder="https://app.example/callback?code=…&state=…"
          description={isOurs ? 'Only needed where the browser does not come back by itself.' : undefined}
        />
        <div className={styles.row}>
          <Button isDisabled={address.trim() === ''} onPress={() => void take()}>
            Take this redirect
          </Button>
          <Button onPress={onOpenAgain}>Open again, as a new login</Button>
          <Button onPress={() => onCancel(login)}>Cancel waiting</Button>
        </div>
      </div>
    </Card>
  )
}

function CodeArrived(props: LoginCardProps) {
  const { login, now, onUseCode, onGoToRequest } = props
  const { callback } = login
  const uses = callback?.code?.uses ?? 0
  const ageS = Math.max(0, Math.round(now - (callback?.receivedAt ?? now)))
  const left = CODE_LIFE_S - ageS
  return (
    <Card
      title={
        uses === 0 ? `Login ${login.number}: a code is here` : `Login ${login.number}: its code was sent`
      }
      aside={uses === 0 && <span>{left > 0 ? `at most ${minutes(left)} left` : 'past ten minutes'}</span>}
    >
      <div className={styles.fields}>
        <p className={styles.plainText}>
          {uses > 0
            ? `A code is good for one request, and this one went out ${uses === 1 ? 'once' : `${uses} times`}. Open a new login for another.`
            : left > 0
              ? `It came ${ageS} s ago and works once. RFC 6749 lets a code live ten minutes at most; many servers give it one. The code and its verifier are kept by the program.`
              : 'It came more than ten minutes ago; most servers have forgotten it. Open a new login.'}
        </p>
        {callback?.iss !== undefined && (
          <p className={styles.note}>
            The redirect names its issuer: <code>{callback.iss}</code>
          </p>
        )}
        <div className={styles.row}>
          <Button
            kind={uses === 0 && left > 0 ? 'primary' : 'plain'}
            onPress={() => {
              onUseCode(login)
              onGoToRequest()
            }}
          >
            {uses === 0 ? 'Go to the token request' : 'Look at the token request'}
          </Button>
        </div>
      </div>
    </Card>
  )
}
