import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { Draft, Environment } from '../../../shared/contract/environments.ts'
import { environmentOfPaste } from '../../../shared/environment/environment-of-paste.ts'
import type { Answers } from '../../../shared/evidence/evidence-of-paste.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Button } from '../../ui/button/button.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { PasteCauses } from './paste-causes.tsx'
import styles from './paste-panel.module.css'
import { PasteQuestions } from './paste-questions.tsx'
import { PasteRecognised } from './paste-recognised.tsx'
import { verdictWords } from './paste-model.ts'
import { useJudgement, type Judge } from './use-judgement.ts'

export interface PastePanelProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly judge: Judge
  /** Ids that environments have already. */
  readonly taken: readonly string[]
  readonly onMake: (environment: Environment, draft: Draft | undefined) => void
  /** There the page is a grid with a heading of its own, and something stands beside the box. */
  readonly isFirstPage?: boolean
}

/** More than a paste or a recording is; a larger file is not read. Bytes. */
const MAX_FILE_BYTES = 4_194_304

const EXAMPLE = [
  'curl -i "https://ehr.example/oauth2/token" \\',
  '  --data-urlencode "grant_type=client_credentials" \\',
  '  --data-urlencode "client_assertion=eyJhbGciOiJSUzM4NCIs…"',
  '',
  'HTTP/1.1 400 Bad Request',
  '{"error":"invalid_client"}',
].join('\n')

/** The front door: whatever somebody has of a failure goes into one box, and the verdict comes at once. */
export function PastePanel(props: PastePanelProps) {
  const { text, onText, judge, taken, onMake, isFirstPage = false } = props
  const [answers, setAnswers] = useState<Answers>({})
  const [refused, setRefused] = useState<string>()
  const { judgement, failed } = useJudgement(judge, text, answers)
  const words = judgement && verdictWords(judgement)
  const hasCauses = (judgement?.verdict?.causes.length ?? 0) > 0
  const [Title, Sentence] = isFirstPage ? (['h2', 'h3'] as const) : (['h1', 'h2'] as const)
  const read = async (files: FileList | readonly File[] | null) => {
    const list = [...(files ?? [])]
    const tooLarge = list.find(({ size }) => size > MAX_FILE_BYTES)
    setRefused(tooLarge && `${tooLarge.name} is larger than 4 MiB and was not read.`)
    const texts = await Promise.all(list.filter((file) => file !== tooLarge).map((file) => file.text()))
    if (texts.length > 0) onText([text, ...texts].filter((each) => each.trim() !== '').join('\n\n'))
  }
  const clear = () => {
    onText('')
    setAnswers({})
    setRefused(undefined)
  }
  return (
    <section className={isFirstPage ? styles.parts : styles.panel} aria-labelledby="paste-title">
      <div
        className={styles.box}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          if (event.dataTransfer.files.length === 0) return
          event.preventDefault()
          void read(event.dataTransfer.files)
        }}
      >
        <Title id="paste-title" className={styles.title}>
          Paste what failed
        </Title>
        <div className={styles.area}>
          <TextField
            label="A curl command, a request and its answer, a HAR entry, a JWT, a form body, an error text"
            value={text}
            onChange={onText}
            isMultiline
            isMonospace
            placeholder={EXAMPLE}
            description="Judged in this page: no key, no network, and nothing is kept. Several things may stand in the box together."
            error={refused}
          />
        </div>
        <div className={styles.row}>
          <FileTrigger allowsMultiple onSelect={(files) => void read(files)}>
            <Button size="small">Add a file…</Button>
          </FileTrigger>
          <Button size="small" kind="quiet" isDisabled={text === ''} onPress={clear}>
            Clear
          </Button>
        </div>
      </div>
      <div aria-live="polite" className={styles.wide}>
        {text.trim() !== '' && judgement === undefined && failed === undefined && (
          <p className={styles.reading}>Reading what was pasted…</p>
        )}
        {failed !== undefined && (
          <p role="alert" className={styles.problem}>
            The text could not be judged: {failed}
          </p>
        )}
        {words && (
          <section
            className={`${styles.verdict} ${styles[words.tone]}`}
            aria-label="Verdict on what was pasted"
          >
            <Sentence>{plainText(words.sentence)}</Sentence>
            <p>{words.reach}</p>
          </section>
        )}
      </div>
      {judgement && (
        <div className={`${styles.wide} ${hasCauses ? styles.columns : styles.column}`}>
          {judgement.verdict && hasCauses && (
            <div className={styles.stack}>
              <PasteCauses causes={judgement.verdict.causes} />
            </div>
          )}
          <div className={styles.stack}>
            <PasteRecognised pasted={judgement.pasted} />
            <PasteQuestions judgement={judgement} answers={answers} onAnswers={setAnswers} />
            {judgement.verdict && (
              <div className={styles.make}>
                <Button
                  kind="primary"
                  onPress={() => {
                    const made = environmentOfPaste(judgement.pasted, answers, judgement.profileId, taken)
                    onMake(made.environment, made.draft)
                  }}
                >
                  Make this an environment
                </Button>
                <p className={styles.note}>
                  Keeps addresses, client id, header and claims. Signature, tokens, codes and secrets stay
                  out.
                </p>
              </div>
            )}
          </div>
        </div>
      )}
    </section>
  )
}

export default PastePanel
