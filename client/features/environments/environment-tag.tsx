import type { Environment } from '../../../shared/contract/environments.ts'
import styles from './environments.module.css'

const TAGS = {
  practice: 'Practice',
  'non-production': 'Non-prod',
  production: 'Prod',
} as const

/** What a mistake here would touch, loud enough not to be overlooked. */
export function EnvironmentTag({ environment }: { readonly environment: Environment }) {
  const { label } = environment.settings
  return (
    <span className={`${styles.tag} ${styles[label ?? 'none']}`}>{label ? TAGS[label] : 'No label'}</span>
  )
}
