import type { Environment } from '../../shared/contract/environments.ts'
import { writeEnvironmentFile } from '../../shared/environment/environment-file.ts'

/** Hands environments to the person as a file, without secrets and without the choice of a key. */
export function saveEnvironments(name: string, environments: readonly Environment[]): void {
  const url = URL.createObjectURL(
    new Blob([writeEnvironmentFile(environments)], { type: 'application/json' }),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
