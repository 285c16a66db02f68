import { useState, type FormEvent } from 'react'
import type { ProfileProblem } from '../../../shared/contract/profiles.ts'
import { describeParameters, otherFacts } from '../../../shared/profiles/describe-parameters.ts'
import type { Profile, ProfileFact } from '../../../shared/profiles/profile.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import { STANDING_TONES, STANDING_WORDS } from './reason-card.tsx'
import styles from './rules-panel.module.css'

export interface ProfileCardProps {
  readonly profile: Profile
  readonly ownProblems: readonly ProfileProblem[]
  /** Where the last copy was written. */
  readonly copied: string | undefined
  readonly onCopy: (name: string) => void
  readonly onReadAgain: () => void
}

/** What this kind of server wants, value by value with how sure that is, and the way to a copy of one's own. */
export function ProfileCard(props: ProfileCardProps) {
  const { profile, ownProblems, onReadAgain } = props
  const parameters = describeParameters(profile)
  const known = parameters.filter(({ isKnown }) => isKnown)
  const unknown = parameters.filter(({ value }) => value === 'not known')
  return (
    <Card
      title={`What ${profile.name} wants`}
      aside={
        <Button size="small" onPress={onReadAgain}>
          Read profiles again
        </Button>
      }
    >
      {profile.own && (
        <p className={styles.why}>
          Your own profile, from <code>{profile.own.file}</code>.
        </p>
      )}
      {ownProblems.map(({ file, line, detail }) => (
        <p key={`${file} ${line}`} role="alert" className={styles.problem}>
          <strong>
            {file}
            {line === undefined ? '' : `, line ${line}`}
          </strong>
          : {detail}
        </p>
      ))}
      <ul className={styles.facts} aria-label="Parameters">
        {known.map(({ parameter, words, value, fact }) => (
          <Fact key={parameter} name={words} value={value} fact={fact} />
        ))}
        {otherFacts(profile).map((fact) => (
          <Fact key={fact.name} name={fact.name} value={fact.value} fact={fact} />
        ))}
      </ul>
      {unknown.length > 0 && (
        <p className={styles.why}>
          Not known, and never guessed: {unknown.map(({ words }) => words).join(', ')}.
        </p>
      )}
      <CopyForm profile={profile} copied={props.copied} onCopy={props.onCopy} />
    </Card>
  )
}

function Fact({
  name,
  value,
  fact,
}: {
  readonly name: string
  readonly value: string
  readonly fact: ProfileFact
}) {
  return (
    <li className={styles.fact}>
      <div className={styles.head}>
        <span className={styles.factName}>{name}</span>
        <Badge tone={STANDING_TONES[fact.standing]}>{STANDING_WORDS[fact.standing]}</Badge>
      </div>
      <span className={styles.factValue}>{value}</span>
      <span className={styles.why}>
        {fact.value === value ? '' : `${fact.value}. `}
        {fact.url?.startsWith('https://') ? (
          <a href={fact.url} target="_blank" rel="noreferrer">
            {fact.source}
          </a>
        ) : (
          fact.source
        )}
      </span>
    </li>
  )
}

function CopyForm({ profile, copied, onCopy }: Pick<ProfileCardProps, 'profile' | 'copied' | 'onCopy'>) {
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onCopy(name.trim())
    setName('')
  }
  return (
    <form className={styles.copy} onSubmit={submit} aria-label="Copy this profile">
      <TextField
        label="Copy this profile as"
        value={name}
        onChange={setName}
        placeholder={`${profile.name} at our site`}
        description="Writes a JSON file into your data folder. Change it there, read the profiles again, and choose it as kind of server on step 1."
      />
      <Button type="submit" isDisabled={name.trim() === ''}>
        Copy
      </Button>
      {copied !== undefined && (
        <p className={styles.why} role="status">
          Written to <code>{copied}</code>.
        </p>
      )}
    </form>
  )
}
