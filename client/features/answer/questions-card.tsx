import { CHANGES } from '../../../shared/attempt/attempt.ts'
import type { Answers } from '../../../shared/contract/diagnoses.ts'
import { Card } from '../../ui/card/card.tsx'
import styles from './answer-panel.module.css'

const CHANGE_NAMES: Readonly<Record<(typeof CHANGES)[number], string>> = {
  key: 'the key',
  kid: 'the kid',
  'client-id': 'the client id',
  host: "the server's host",
  deployment: 'our deployment',
  library: 'a library',
  network: 'the network',
  registration: 'the registration',
  clock: 'the clock',
}

/** A success the day before is what "yes" means until somebody says more. Seconds. */
const DAY_S = 86_400

export interface QuestionsCardProps {
  readonly answers: Answers
  /** When the attempt was sent. NumericDate. */
  readonly sentAt: number
  readonly onAnswers: (answers: Answers) => void
}

/** The two questions that tell most and that only a person can answer; the ranking follows at once. */
export function QuestionsCard({ answers, sentAt, onAnswers }: QuestionsCardProps) {
  const { lastWorkedAt, changedSince = [] } = answers
  const worked = typeof lastWorkedAt === 'number'
  const say = (next: Answers['lastWorkedAt']) => {
    const { lastWorkedAt: _, ...others } = answers
    onAnswers(next === undefined ? others : { ...others, lastWorkedAt: next })
  }
  const toggle = (what: (typeof CHANGES)[number]) =>
    onAnswers({
      ...answers,
      changedSince: changedSince.includes(what)
        ? changedSince.filter((each) => each !== what)
        : [...changedSince, what],
    })
  return (
    <Card title="Two questions">
      <fieldset className={styles.question}>
        <legend>Did it ever work?</legend>
        <div className={styles.row}>
          <Chip isOn={lastWorkedAt === 'never'} onPress={() => say('never')}>
            never
          </Chip>
          <Chip isOn={worked} onPress={() => say(sentAt - DAY_S)}>
            yes
          </Chip>
          <Chip isOn={lastWorkedAt === undefined} onPress={() => say(undefined)}>
            not known
          </Chip>
          {worked && (
            <label className={styles.when}>
              last on
              <input
                type="date"
                value={dayOf(lastWorkedAt)}
                max={dayOf(sentAt)}
                onChange={(event) => {
                  const at = Date.parse(event.currentTarget.value) / 1_000
                  if (!Number.isNaN(at)) say(at)
                }}
              />
            </label>
          )}
        </div>
      </fieldset>
      <fieldset className={styles.question}>
        <legend>What changed since?</legend>
        <div className={styles.row}>
          {CHANGES.map((what) => (
            <Chip key={what} isOn={changedSince.includes(what)} onPress={() => toggle(what)}>
              {CHANGE_NAMES[what]}
            </Chip>
          ))}
        </div>
      </fieldset>
    </Card>
  )
}

const dayOf = (numericDate: number): string => new Date(numericDate * 1_000).toISOString().slice(0, 10)

interface ChipProps {
  readonly isOn: boolean
  readonly onPress: () => void
  readonly children: string
}

function Chip({ isOn, onPress, children }: ChipProps) {
  return (
    <button type="button" className={styles.chip} aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  )
}
