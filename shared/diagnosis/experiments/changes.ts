import type { ExperimentId, Setting } from './experiment.ts'

/** The changes of an experiment that have not been made yet. */
export const untried = (id: ExperimentId, { trials }: Setting, all: readonly string[]): string[] =>
  all.filter((change) => !trials.some((trial) => trial.experiment === id && trial.change === change))

export const tried = (id: ExperimentId, { trials }: Setting): number =>
  trials.filter(({ experiment }) => experiment === id).length

/** Most usual first; only what the key can sign. */
const ALGORITHM_ORDER = ['RS384', 'RS256', 'ES384', 'ES256', 'PS256', 'PS384', 'PS512', 'RS512', 'ES512']

export function otherAlgorithms({ facts, algorithms }: Setting): string[] {
  const current = facts.assertion?.header?.members['alg']
  return ALGORITHM_ORDER.filter((alg) => algorithms.includes(alg) && alg !== current)
}

const STRICTNESS_CHANGES = ['typ JWT', 'plain claims', 'without typ', 'without kid'] as const

export function strictnessChanges({ facts }: Setting): string[] {
  const header = facts.assertion?.header?.members ?? {}
  const claims = Object.keys(facts.assertion?.payload?.members ?? {})
  const hasExtra = claims.some((name) => !/^(iss|sub|aud|exp|iat|jti)$/.test(name))
  return STRICTNESS_CHANGES.filter((change) => {
    if (change === 'typ JWT') return header['typ'] !== 'JWT'
    if (change === 'plain claims') return hasExtra
    return change === 'without typ' ? header['typ'] !== undefined : header['kid'] !== undefined
  })
}

export function scopeChanges({ facts }: Setting): string[] {
  const asked = facts.request?.param('scope')?.split(' ').filter(Boolean) ?? []
  if (asked.length === 0) return []
  return ['without scope', ...(asked.length > 1 ? asked.slice(0, 3).map((scope) => `only ${scope}`) : [])]
}
