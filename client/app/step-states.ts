import type { RuleObject } from '../../shared/lint/define-rule.ts'
import type { Finding } from '../../shared/lint/run-lint.ts'
import type { Step } from './place.ts'
import { SEVERITY_TONES } from '../ui/badge/severity-tones.ts'

/** `unknown`: not started or not checked; never shown as a tick. */
export type StepState = 'ok' | 'hint' | 'warning' | 'error' | 'unknown'

const STEP_OF: Readonly<Record<RuleObject, Step>> = {
  header: 'assertion',
  payload: 'assertion',
  key: 'key',
  jwks: 'key',
  'token-request': 'request',
  'authorize-url': 'launch',
  discovery: 'server',
  environment: 'server',
  response: 'answer',
}

export const stepOf = (finding: Finding): Step => STEP_OF[finding.object]

/** The worst of the findings; undefined when there is none. */
export function worstOf(findings: readonly Finding[]): 'error' | 'warning' | 'hint' | undefined {
  const states = findings.map(({ severity }) => SEVERITY_TONES[severity])
  return (['error', 'warning', 'hint'] as const).find((state) => states.includes(state))
}

export interface StepParts {
  readonly findings: readonly Finding[]
  /** The rules have spoken about the texts as they are. */
  readonly judged: boolean
  /** The rules have spoken about the authorization request. */
  readonly launchJudged: boolean
  readonly hasServer: boolean
  readonly hasKey: boolean
  readonly isSigned: boolean
  readonly signingFailed: boolean
  readonly answer: 'none' | 'token' | 'refused'
}

/** Each step with its worst finding; a tick only for what was checked. */
export function stepStates(parts: StepParts): Readonly<Record<Step, StepState>> {
  const { findings, judged } = parts
  const of = (step: Step, isReady: boolean): StepState => {
    const worst = worstOf(findings.filter((finding) => stepOf(finding) === step))
    return worst ?? (judged && isReady ? 'ok' : 'unknown')
  }
  return {
    server: of('server', parts.hasServer),
    key: of('key', parts.hasKey),
    assertion: parts.signingFailed ? 'error' : of('assertion', parts.isSigned),
    launch:
      worstOf(findings.filter((finding) => stepOf(finding) === 'launch')) ??
      (parts.launchJudged ? 'ok' : 'unknown'),
    request: of('request', parts.isSigned && parts.hasServer),
    answer: { none: 'unknown', token: 'ok', refused: 'error' }[parts.answer] as StepState,
  }
}
