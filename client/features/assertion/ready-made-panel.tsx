import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { JwtText } from '../../ui/wire-text/jwt-text.tsx'
import styles from './assertion-panel.module.css'
import { byteLength } from './form-model.ts'

export interface ReadyMadePanelProps {
  /** As pasted. */
  readonly assertion: string
  /** Its decoded bytes as text. */
  readonly headerText: string
  readonly payloadText: string
  readonly onEnd: () => void
}

/** Step 3 while somebody else's assertion is sent: to read and to judge, not to change. */
export function ReadyMadePanel({ assertion, headerText, payloadText, onEnd }: ReadyMadePanelProps) {
  const around = assertion.length - assertion.trim().length
  return (
    <section className={styles.panel} aria-labelledby="assertion-title">
      <header className={styles.head}>
        <h1 id="assertion-title" className={styles.title}>
          Client assertion
        </h1>
      </header>
      <p className={styles.pasted} role="status">
        <span>
          <strong>Ready-made assertion: nothing is signed.</strong> It is sent as it was pasted, character by
          character, and no key is needed. It stays in this page and is not kept.
          {around > 0 && ` White space around it is sent too: ${around} characters.`}
        </span>
        <Button size="small" onPress={onEnd}>
          Back to own signing
        </Button>
      </p>
      <div className={styles.texts}>
        <Decoded title="Header" text={headerText} />
        <Decoded title="Payload" text={payloadText} />
        <Card
          title="As pasted"
          aside={
            <>
              <span>{assertion.length} characters</span>
              <CopyButton size="small" text={assertion} label="Copy the ready-made assertion" />
            </>
          }
        >
          <output aria-label="Ready-made assertion">
            <JwtText jwt={assertion} />
          </output>
        </Card>
      </div>
    </section>
  )
}

function Decoded({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <Card title={title} aside={<span>{byteLength(text)} B</span>}>
      <pre className={styles.decoded} role="group" aria-label={`${title} as decoded`} tabIndex={0}>
        {text}
      </pre>
    </Card>
  )
}
