import { useState } from 'react'
import { readVisits, type SendWindow } from '../../../shared/diagnosis/jwks-visits.ts'
import { readAccessLog } from '../../../shared/evidence/read-access-log.ts'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './answer-panel.module.css'

export interface AccessLogFieldProps {
  /** Of the JWK Set URL on its host. */
  readonly path: string
  /** The sends that may have made the server fetch it. */
  readonly sends: readonly SendWindow[]
  /** What the lines say, as a reading of the experiment; undefined while they do not tell. */
  readonly onReading: (reading: string | undefined) => void
}

/** Lines of the access log of the host of the JWK Set; they are read here and kept nowhere. */
export function AccessLogField({ path, sends, onReading }: AccessLogFieldProps) {
  const [text, setText] = useState('')
  const read = text.trim() === '' ? undefined : readVisits(readAccessLog(text), path, sends)
  return (
    <>
      <TextField
        label={`Lines of the access log of the host of ${path}`}
        value={text}
        onChange={(next) => {
          setText(next)
          onReading(readVisits(readAccessLog(next), path, sends).reading)
        }}
        isMultiline
        isMonospace
        placeholder='52.1.2.3 - - [24/Nov/2025:16:01:00 +0000] "GET /jwks.json HTTP/1.1" 200 512'
        description="Any usual format. Times without a zone are taken as UTC. The text stays in this page."
      />
      {read && (
        <p className={styles.muted} role="status">
          {read.words}
        </p>
      )}
    </>
  )
}
