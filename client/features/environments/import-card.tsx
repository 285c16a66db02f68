import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { readEnvironmentFile } from '../../../shared/environment/environment-file.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import styles from './start-page.module.css'
import type { StartPageProps } from './start-page.tsx'

const MAX_BYTES = 1_048_576

/** Environments from an exported file; everything else that people have goes through the box of the front page. */
export function ImportCard({
  taken,
  onImport,
  onPaste,
}: Pick<StartPageProps, 'taken' | 'onImport' | 'onPaste'>) {
  const [problem, setProblem] = useState<string>()
  const read = async (file: File | undefined) => {
    if (!file) return
    if (file.size > MAX_BYTES) return setProblem(`${file.name} is larger than 1 MiB.`)
    const result = readEnvironmentFile(await file.text(), taken)
    if (!result.ok) return setProblem(`${file.name} was not imported. ${result.why}`)
    setProblem(undefined)
    if (result.environments.length > 0) onImport(result.environments)
    else setProblem(`${file.name} holds no environment.`)
  }
  return (
    <Card title="From what you have">
      <div className={styles.fields}>
        <p className={styles.note}>
          A .env file, a Postman environment, a curl command, a HAR or an attempt file: paste it or drop it
          into the box. A preview says what is filled and what is ignored, and secrets stay out.
        </p>
        <Button onPress={onPaste}>Open the box</Button>
        <p className={styles.note}>Environments that were exported here, by you or by a colleague:</p>
        <FileTrigger
          acceptedFileTypes={['.json', 'application/json']}
          onSelect={(files) => void read(files?.[0])}
        >
          <Button>Import a file…</Button>
        </FileTrigger>
        {problem !== undefined && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
      </div>
    </Card>
  )
}
