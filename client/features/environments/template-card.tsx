import { useState } from 'react'
import { newEnvironment } from '../../../shared/environment/new-environment.ts'
import { fillTemplate, isFilled, TEMPLATES } from '../../../shared/environment/templates.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { SelectField } from '../../ui/select-field/select-field.tsx'
import { TextField } from '../../ui/text-field/text-field.tsx'
import styles from './start-page.module.css'
import type { StartPageProps } from './start-page.tsx'

/** What is known of a vendor beforehand, and where the rest stands in its console. */
export function TemplateCard({ taken, onStart }: Pick<StartPageProps, 'taken' | 'onStart'>) {
  const [id, setId] = useState('epic-sandbox')
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const template = TEMPLATES.find((each) => each.id === id) ?? TEMPLATES[0]
  if (!template) return null
  const settings = fillTemplate(template, given)
  const isReady = isFilled(settings)
  return (
    <Card title="From a template">
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isReady) return
          const from = { profile: template.profile, settings }
          onStart(newEnvironment({ name: template.name, from, taken }), { screen: 'server' })
        }}
      >
        <SelectField
          label="Vendor"
          value={template.id}
          options={TEMPLATES.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(next) => {
            setId(next)
            setGiven({})
          }}
        />
        {template.asks.map(({ name, label, example }) => (
          <TextField
            key={`${template.id} ${name}`}
            label={label}
            value={given[name] ?? ''}
            onChange={(value) => setGiven({ ...given, [name]: value })}
            isMonospace
            placeholder={example}
          />
        ))}
        <div>
          <p className={styles.note}>Where its values are found:</p>
          <ul className={styles.where}>
            {template.where.map(({ value, place }) => (
              <li key={value}>
                <strong>{value}:</strong> {place}
              </li>
            ))}
          </ul>
        </div>
        <Button type="submit" isDisabled={!isReady}>
          Start from this template
        </Button>
      </form>
    </Card>
  )
}
