import type { Environment } from '../contract/environments.ts'

export interface NewEnvironmentParts {
  readonly name: string
  /** Settings that it starts with. */
  readonly from?: Pick<Environment, 'profile' | 'settings' | 'keyId'>
  readonly taken: readonly string[]
}

/** An environment of the user's own with an id made from its name. */
export function newEnvironment({ name, from, taken }: NewEnvironmentParts): Environment {
  return {
    id: freeId(name, taken),
    name,
    origin: 'user',
    profile: from?.profile ?? 'smart-generic',
    settings: from?.settings ?? { label: 'non-production' },
    ...(from?.keyId !== undefined && { keyId: from.keyId }),
  }
}

/** "Epic sandbox" → `epic-sandbox`, then `epic-sandbox-2`. */
export function freeId(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').toLowerCase()
  const base =
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 48) || 'environment'
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? base : `${base}-${count}`
    if (!taken.includes(id)) return id
  }
}
