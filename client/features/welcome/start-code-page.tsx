import { useState } from 'react'
import { PageHead } from '../../ui/brand/brand.tsx'
import { Button } from '../../ui/button/button.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './welcome.module.css'

export interface StartCodePageProps {
  readonly why: 'no-code' | 'refused' | 'code-not-taken' | 'no-answer'
  readonly detail?: string | undefined
  readonly onCode: (typed: string) => void
}

const REASONS: Readonly<Record<StartCodePageProps['why'], string>> = {
  'no-code': 'This tab has no start code yet.',
  refused: 'The program was started again since this tab was opened, so it does not know this tab any more.',
  'code-not-taken': 'That start code was not taken. A code works once and for ten minutes.',
  'no-answer': 'The program did not answer.',
}

/** A tab that the program does not know: why, and the two ways to a code. */
export default function StartCodePage({ why, detail, onCode }: StartCodePageProps) {
  const [typed, setTyped] = useState('')
  return (
    <>
      <PageHead />
      <main className={styles.page}>
        <div className={styles.box}>
          <h1 className={styles.title}>Countersign needs a start code</h1>
          <p className={styles.lead}>{REASONS[why]}</p>
          {detail !== undefined && (
            <p role="alert" className={styles.problem}>
              {detail}
            </p>
          )}
          <ol className={styles.ways}>
            <li>
              Press <kbd>Enter</kbd> in the terminal where the program runs, or
            </li>
            <li>
              run <code>countersign open</code> in another terminal.
            </li>
          </ol>
          <p className={styles.lead}>
            Either opens a new tab. To stay in this one, paste the line that it prints, or the code alone.
          </p>
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault()
              onCode(typed)
            }}
          >
            <TextField
              label="Start line or code"
              value={typed}
              onChange={setTyped}
              isMonospace
              autoFocus
              placeholder="http://127.0.0.1:7523/#boot=…"
            />
            <Button type="submit" kind="primary" isDisabled={typed.trim() === ''}>
              Open
            </Button>
          </form>
          <p className={styles.small}>
            The code is what keeps other programs and pages on this computer away from your keys.
          </p>
        </div>
      </main>
    </>
  )
}
