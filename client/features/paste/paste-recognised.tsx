import { FIELD_WORDS } from '../../../shared/environment/settings-of-variables.ts'
import type { Recognised } from '../../../shared/evidence/recognised.ts'
import { Card } from '../../ui/card/card.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import styles from './paste-panel.module.css'

/** What the text was taken for, what was not read, and which secrets were seen and left alone. */
export function PasteRecognised({ pasted }: { readonly pasted: Recognised }) {
  const { parts, notes, keptOut, placeholders, variables } = pasted
  return (
    <Card title="Recognised">
      {parts.length === 0 ? (
        <p className={styles.note}>
          Nothing yet. A curl command, an HTTP message, a HAR entry, a JWT, a form body, a .env file or the
          error text is what is looked for.
        </p>
      ) : (
        <ul className={styles.recognised}>
          {parts.map(({ kind, words }, index) => (
            <li key={`${kind} ${index}`}>{words}</li>
          ))}
        </ul>
      )}
      {placeholders.length > 0 && (
        <p className={styles.note}>
          Left open in the text, so not judged: {placeholders.join(', ')}. Paste the value into the same box
          to have it judged.
        </p>
      )}
      {keptOut.length > 0 && (
        <p className={styles.note}>
          Secrets, seen and left alone: {[...new Set(keptOut)].join(', ')}. They go no further than this box.
        </p>
      )}
      {notes.map((note, index) => (
        <p key={index} className={styles.note}>
          {note}
        </p>
      ))}
      {variables && (
        <DataTable
          label="Variables, and what they fill"
          columns={['Variable', 'Fills']}
          rows={[
            ...variables.filled.map(({ name, field, value }) => ({
              id: `filled ${name}`,
              cells: [
                <code key="name">{name}</code>,
                <span key="field">
                  {FIELD_WORDS[field]}: <code>{value}</code>
                </span>,
              ],
            })),
            ...variables.ignored.map(({ name, why }) => ({
              id: `ignored ${name}`,
              cells: [
                <code key="name">{name}</code>,
                <span key="why" className={styles.note}>
                  ignored: {why}
                </span>,
              ],
            })),
          ]}
        />
      )}
    </Card>
  )
}
