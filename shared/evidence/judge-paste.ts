import { explainsAuthorization } from '../diagnosis/authorization-causes.ts'
import { diagnose, type Cause, type Fate, type Verdict } from '../diagnosis/diagnose.ts'
import { gatherFacts } from '../facts/gather-facts.ts'
import { RULES } from '../lint/registry.ts'
import { runLint } from '../lint/run-lint.ts'
import { profileById } from '../profiles/registry.ts'
import { rfc7523 } from '../profiles/rfc7523.ts'
import { evidenceOfPaste, type Answers, type PasteEvidence } from './evidence-of-paste.ts'
import { recognise } from './recognise.ts'
import type { Recognised } from './recognised.ts'

/** What would change the verdict and is not in the text. */
export type Question = 'tokenEndpoint' | 'clientId' | 'profile'

export interface PasteJudgement {
  readonly pasted: Recognised
  readonly profileId: string
  readonly profileFrom: PasteEvidence['profileFrom']
  /** Undefined where the text holds nothing to judge. */
  readonly verdict:
    | {
        readonly outcome: Verdict['outcome']
        readonly fate: Fate
        /** Without repairs: there is no text of ours to repair. */
        readonly causes: readonly Cause[]
        readonly unknowns: Verdict['unknowns']
      }
    | undefined
  readonly questions: readonly Question[]
}

/** Recognises a pasted text and says why the attempt in it failed: no key, no network, nothing kept. */
export async function judgePaste(text: string, answers: Answers): Promise<PasteJudgement> {
  const pasted = recognise(text)
  const { evidence, profileId, profileFrom, isEnough } = evidenceOfPaste(pasted, answers)
  const given = { pasted, profileId, profileFrom }
  if (!isEnough) return { ...given, verdict: undefined, questions: [] }
  const facts = await gatherFacts({ ...evidence, profile: profileById(profileId) ?? rfc7523 })
  const { outcome, fate, causes, unknowns } = diagnose(facts, runLint(facts, RULES))
  const explaining = causes.filter(
    ({ id, finding }) => evidence.flow !== 'authorize' || finding !== undefined || explainsAuthorization(id),
  )
  const hasAssertion = facts.assertion?.payload !== undefined
  const questions: Question[] = []
  if (hasAssertion && facts.endpoints.post === undefined && facts.endpoints.token === undefined)
    questions.push('tokenEndpoint')
  if (hasAssertion && facts.environment.clientId === undefined) questions.push('clientId')
  if (profileFrom === 'assumed') questions.push('profile')
  return {
    ...given,
    verdict: { outcome, fate, causes: explaining.map(withoutRepair), unknowns },
    questions,
  }
}

function withoutRepair(cause: Cause): Cause {
  if (cause.finding === undefined) return cause
  const { edit: _, ...finding } = cause.finding
  return { ...cause, finding }
}
