import type { Draft, Environment } from '../../../shared/contract/environments.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { environmentOfVariables } from '../../../shared/environment/environment-of-variables.ts'
import {
  FIELD_WORDS,
  fieldOfName,
  isSecretName,
  settingsOfVariables,
  type VariablesRead,
} from '../../../shared/environment/settings-of-variables.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import styles from './start-page.module.css'

export interface MachineCardProps {
  /** Ids that environments have already. */
  readonly taken: readonly string[]
  readonly variables: {
    /** Undefined until they have come. */
    readonly names: readonly string[] | undefined
    readonly problem: Problem | undefined
    /** What came of each name that was asked for. */
    readonly taken: readonly ({ name: string; value: string } | { name: string; withheld: string })[]
    readonly take: (name: string) => void
  }
  readonly onMake: (environment: Environment, draft: Draft | undefined) => void
}

/** The variables that the program was started with: their names at once, each value when it is asked for. */
export function MachineCard({ taken, variables, onMake }: MachineCardProps) {
  const names = variables.names ?? []
  const fitting = names.filter((name) => fieldOfName(name) !== undefined)
  const secret = names.filter(isSecretName)
  const read = settingsOfVariables(
    variables.taken.flatMap((each, index) => ('value' in each ? [{ ...each, line: index + 1 }] : [])),
  )
  return (
    <Card title="From the machine">
      <div className={styles.fields}>
        <p className={styles.note}>
          The variables that this program was started with. You see their names; a value is read when you take
          it. Keys and secrets are never read.
        </p>
        {variables.problem && (
          <p role="alert" className={styles.problem}>
            <strong>{variables.problem.title}.</strong> {variables.problem.detail}
          </p>
        )}
        {variables.names !== undefined && fitting.length === 0 && (
          <p className={styles.note}>
            None has a name such as CLIENT_ID, TOKEN_URL or KID. Start the program in the shell that has them.
          </p>
        )}
        {fitting.length > 0 && (
          <DataTable
            label="Variables of this program"
            columns={['Variable', 'Fills']}
            rows={fitting.map((name) => ({
              id: name,
              cells: [
                <code key="name">{name}</code>,
                <Fate key="fate" name={name} variables={variables} read={read} />,
              ],
            }))}
          />
        )}
        {read.keyPath !== undefined && (
          <p className={styles.note}>
            A key file outside the key folders is not opened from here: start the program with{' '}
            <code>--keys {read.keyPath}</code>.
          </p>
        )}
        {names.length > fitting.length && (
          <p className={styles.note}>
            Left alone: {secret.length > 0 && `secrets by their name (${secret.join(', ')}) and `}
            {names.length - fitting.length - secret.length} others that no field has a name for.
          </p>
        )}
        {fitting.length > 0 && (
          <Button
            isDisabled={read.filled.length === 0}
            onPress={() => {
              const made = environmentOfVariables(read, taken)
              onMake(made.environment, made.draft)
            }}
          >
            Start from what was taken
          </Button>
        )}
      </div>
    </Card>
  )
}

/** What a variable would fill, has filled, or why it has not. */
function Fate({
  name,
  variables,
  read,
}: Pick<MachineCardProps, 'variables'> & { readonly name: string; readonly read: VariablesRead }) {
  const answer = variables.taken.find((each) => each.name === name)
  const field = fieldOfName(name)
  if (answer === undefined)
    return (
      <span className={styles.offer}>
        {field && FIELD_WORDS[field]}
        <Button size="small" aria-label={`Take ${name}`} onPress={() => variables.take(name)}>
          Take
        </Button>
      </span>
    )
  const filled = read.filled.find((each) => each.name === name)
  if (filled)
    return (
      <span>
        {FIELD_WORDS[filled.field]}: <code>{filled.value}</code>
      </span>
    )
  const why = 'withheld' in answer ? answer.withheld : read.ignored.find((each) => each.name === name)?.why
  return <span className={styles.note}>ignored: {why}</span>
}
