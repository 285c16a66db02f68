import type { Answers } from '../../../shared/evidence/evidence-of-paste.ts'
import type { PasteJudgement, Question } from '../../../shared/evidence/judge-paste.ts'
import { PROFILES } from '../../../shared/profiles/registry.ts'
import { Card } from '../../ui/card/card.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './paste-panel.module.css'

export interface PasteQuestionsProps {
  readonly judgement: PasteJudgement
  readonly answers: Answers
  readonly onAnswers: (answers: Answers) => void
}

/** Asks only for what would change the verdict and is not in the text. */
export function PasteQuestions({ judgement, answers, onAnswers }: PasteQuestionsProps) {
  const isAsked = (question: Question) =>
    judgement.questions.includes(question) || answers[question] !== undefined
  const asked = (['tokenEndpoint', 'clientId', 'profile'] as const).filter(isAsked)
  if (asked.length === 0) return null
  const set = (name: Question, value: string) => {
    const { [name]: _, ...others } = answers
    onAnswers(value === '' ? others : { ...others, [name]: value })
  }
  const endpoint = answers.tokenEndpoint ?? ''
  return (
    <Card title="Would sharpen the verdict">
      <div className={styles.fields}>
        {asked.includes('tokenEndpoint') && (
          <TextField
            label="Token endpoint that was called"
            value={endpoint}
            isMonospace
            onChange={(value) => set('tokenEndpoint', value.trim())}
            error={
              endpoint === '' || URL.canParse(endpoint)
                ? undefined
                : 'This is not a whole URL: https://host/path'
            }
          />
        )}
        {asked.includes('clientId') && (
          <TextField
            label="Client id as registered"
            value={answers.clientId ?? ''}
            isMonospace
            onChange={(value) => set('clientId', value.trim())}
            description="Compared with iss and sub, character by character."
          />
        )}
        {asked.includes('profile') && (
          <SelectField
            label="Kind of server"
            value={answers.profile ?? judgement.profileId}
            options={PROFILES.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(profile) => set('profile', profile)}
          />
        )}
      </div>
    </Card>
  )
}
