import { useEffect, useEffectEvent, useState } from 'react'
import type { Login } from '../../../shared/contract/logins.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Card } from '../../ui/card/card.tsx'
import { Visible } from '../../ui/marked-text/marked-text.tsx'
import styles from './launch-panel.module.css'

/** Why the server came back with an error, most probable first. */
export interface Diagnosed {
  readonly causes: readonly {
    readonly id: string
    readonly title: string
    readonly grade: 'proven' | 'probable' | 'possible' | 'hint'
    readonly evidence: string
    readonly settle?: string | undefined
  }[]
}

type Cause = Diagnosed['causes'][number]

const TONES = { proven: 'error', probable: 'warning', possible: 'warning', hint: 'hint' } as const

export interface CameBackProps {
  readonly login: Login
  readonly onDiagnose: (login: Login) => Promise<Diagnosed | { readonly problem: Problem }>
}

/** An error at the callback, diagnosed like an answer of the token endpoint. */
export function CameBack({ login, onDiagnose }: CameBackProps) {
  const [said, setSaid] = useState<Diagnosed | { readonly problem: Problem }>()
  const ask = useEffectEvent(() => onDiagnose(login))
  useEffect(() => {
    let left = false
    void ask().then((answer) => {
      if (!left) setSaid(answer)
    })
    return () => {
      left = true
    }
  }, [login.id])
  const { callback } = login
  const causes = said && 'causes' in said ? said.causes : []
  const first = causes[0]
  // Once something is proven, what is merely possible waits behind it.
  const isShown = ({ grade }: Cause) =>
    first?.grade !== 'proven' || grade === 'proven' || grade === 'probable'
  const shown = causes.filter(isShown)
  const others = causes.filter((cause) => !isShown(cause))
  return (
    <Card title={`Login ${login.number} came back with an error`}>
      <div className={styles.fields}>
        <dl className={styles.values} aria-label="What the server said">
          <dt>error</dt>
          <dd>
            <code>
              <Visible text={callback?.error ?? ''} />
            </code>
          </dd>
          {callback?.errorDescription !== undefined && (
            <>
              <dt>error_description</dt>
              <dd>
                <Visible text={callback.errorDescription} />
              </dd>
            </>
          )}
          {callback?.errorUri !== undefined && (
            <>
              <dt>error_uri</dt>
              <dd>
                <code>
                  <Visible text={callback.errorUri} />
                </code>
              </dd>
            </>
          )}
        </dl>
        {said === undefined && <p className={styles.note}>Looking for the cause…</p>}
        {said && 'problem' in said && (
          <p role="alert" className={styles.problem}>
            <strong>{said.problem.title}.</strong> {said.problem.detail}
          </p>
        )}
        {said && 'causes' in said && first === undefined && (
          <p className={styles.plainText}>
            Nothing that can be checked from here is wrong. The reason is on the server’s side.
          </p>
        )}
        {shown.length > 0 && <Causes label="Causes, most probable first" causes={shown} />}
        {others.length > 0 && (
          <details>
            <summary>
              {others.length} other {others.length === 1 ? 'cause is' : 'causes are'} possible
            </summary>
            <Causes label="Other possible causes" causes={others} />
          </details>
        )}
      </div>
    </Card>
  )
}

function Causes({ label, causes }: { readonly label: string; readonly causes: readonly Cause[] }) {
  return (
    <ol className={styles.causes} aria-label={label}>
      {causes.map((cause) => (
        <li key={cause.id} data-rule={cause.id}>
          <Badge tone={TONES[cause.grade]}>{cause.grade}</Badge>
          <div>
            <p>
              <strong>{cause.title}.</strong> {plainText(cause.evidence)}
            </p>
            {cause.settle !== undefined && <p className={styles.note}>{cause.settle}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
