import { useId } from 'react'
import { Card } from '../../ui/card/card.tsx'
import styles from './request-panel.module.css'

export interface DpopChoice {
  readonly isOn: boolean
  /** What the proof is signed with. */
  readonly alg: string
  /** What the server's metadata lists; undefined where no document that was fetched says so. */
  readonly announced: readonly string[] | undefined
  readonly onChange: (isOn: boolean) => void
}

/** Whether a proof of possession goes with the request. @see RFC 9449 */
export function DpopCard({ isOn, alg, announced, onChange }: DpopChoice) {
  const id = useId()
  return (
    <Card title="DPoP">
      <label className={styles.switch}>
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-describedby={id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        Send a DPoP proof
      </label>
      <p id={id} className={styles.note}>
        {announced === undefined
          ? 'No metadata that was fetched says whether this server takes one.'
          : `This server takes DPoP: its metadata lists ${announced.join(', ')}.`}{' '}
        {isOn
          ? `Made for each send with ${alg} and a key of this run, which never leaves the program. If the server asks for its nonce, the request is repeated once with it.`
          : 'Without it the token is a bearer token.'}
      </p>
    </Card>
  )
}
