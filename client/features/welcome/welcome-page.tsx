import type { ReactNode } from 'react'
import { PageHead } from '../../ui/brand/brand.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import styles from './welcome.module.css'

export interface WelcomePageProps {
  /** Undefined while it is not known. */
  readonly practice: 'starting' | 'ready' | 'failed' | 'off' | undefined
  readonly onPractice: () => void
  readonly onEnvironment: () => void
  /** The box and what is said of it: parts of the grid of this page. */
  readonly paste: ReactNode
  /** Something is in the box, so that the one thing to do is there. */
  readonly hasPasted: boolean
}

/** The first start: what failed goes into the box, and two other ways in stand beside it. */
export function WelcomePage(props: WelcomePageProps) {
  const { practice, onPractice, onEnvironment, paste, hasPasted } = props
  return (
    <>
      <PageHead />
      <main className={styles.page}>
        <div className={styles.widest}>
          <h1 className={styles.title}>Why does the token endpoint say invalid_client?</h1>
          <p className={styles.lead}>
            Paste what failed and see the cause. Or sign and send from here: the key stays in its file, and
            everything stays on this computer but the requests that you send.
          </p>
          <div className={styles.front}>
            {paste}
            <div className={styles.choices}>
              <Card title="Your own server">
                <p className={styles.lead}>
                  From a template of your vendor, a .env file, a team file, or an address and a client id.
                </p>
                <Button onPress={onEnvironment}>Start from an environment</Button>
              </Card>
              <Card title="Practice">
                <p className={styles.lead}>
                  A certified authorization server runs inside this program, with a key pair made for it. Get
                  a token in one click, then break something.
                </p>
                <Button
                  kind={hasPasted ? 'plain' : 'primary'}
                  isDisabled={practice === 'off'}
                  onPress={onPractice}
                >
                  Practice on the built-in server
                </Button>
                {practice === 'off' && <p className={styles.small}>It was switched off for this run.</p>}
              </Card>
            </div>
          </div>
        </div>
      </main>
    </>
  )
}
