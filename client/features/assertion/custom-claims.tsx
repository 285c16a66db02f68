import { useState, type FormEvent } from 'react'
import type { Draft } from '../../../shared/contract/environments.ts'
import { removeMember, setMember } from '../../../shared/json/edit-json.ts'
import { Button } from '../../ui/button/button.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './assertion-panel.module.css'
import { toLiteral, type ReadText } from './form-model.ts'

const USUAL = {
  headerText: ['alg', 'kid', 'typ'],
  payloadText: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti'],
} as const

interface CustomClaimsProps {
  readonly draft: Draft
  readonly header: ReadText
  readonly payload: ReadText
  readonly onDraft: (next: Draft) => void
}

/** Members that have no field of their own: listed, to remove, and one more to add to the payload. */
export function CustomClaims({ draft, header, payload, onDraft }: CustomClaimsProps) {
  const [adding, setAdding] = useState(false)
  const rows = [...furtherMembers('headerText', header), ...furtherMembers('payloadText', payload)]
  return (
    <div className={styles.stack}>
      {rows.length > 0 && (
        <ul className={styles.further} aria-label="Further members">
          {rows.map(({ target, name, literal }) => (
            <li key={`${target} ${name}`}>
              <span className={styles.member}>
                <code>{name}</code>
                <span className={styles.description}>{target === 'headerText' ? 'header' : 'payload'}</span>
                <code className={styles.literal}>{literal}</code>
              </span>
              <Button
                kind="quiet"
                aria-label={`Remove ${name}`}
                onPress={() => onDraft({ ...draft, [target]: removeMember(draft[target], name) })}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <AddClaim
          onCancel={() => setAdding(false)}
          onAdd={(name, typed) => {
            onDraft({ ...draft, payloadText: setMember(draft.payloadText, name, toLiteral(typed)) })
            setAdding(false)
          }}
        />
      ) : (
        <Button isDisabled={!payload.ok} onPress={() => setAdding(true)}>
          + Claim
        </Button>
      )}
    </div>
  )
}

function furtherMembers(target: keyof typeof USUAL, read: ReadText) {
  const usual: readonly string[] = USUAL[target]
  if (!read.ok) return []
  return [...read.members]
    .filter(([name]) => !usual.includes(name))
    .map(([name, { literal }]) => ({ target, name, literal }))
}

interface AddClaimProps {
  readonly onAdd: (name: string, typed: string) => void
  readonly onCancel: () => void
}

function AddClaim({ onAdd, onCancel }: AddClaimProps) {
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name !== '') onAdd(name, value)
  }
  return (
    <form className={styles.add} onSubmit={submit} aria-label="Add a claim">
      <TextField label="Claim name" isMonospace value={name} onChange={setName} />
      <TextField
        label="Value"
        isMonospace
        value={value}
        onChange={setValue}
        description="JSON as typed; anything else becomes a string."
      />
      <div className={styles.row}>
        <Button type="submit" isDisabled={name === ''}>
          Add
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
