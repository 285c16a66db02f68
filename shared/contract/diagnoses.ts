import { z } from 'zod'
import { CHANGES } from '../attempt/attempt.ts'
import { EXPERIMENT_IDS } from '../diagnosis/experiments/experiment.ts'
import { defineOperation } from './operation.ts'
import { confirm } from './problem.ts'
import { shownAttempt } from './token-requests.ts'

/** The two questions that re-rank at once; they stand in for what the attempt recorded. */
export const answers = z.strictObject({
  lastWorkedAt: z.union([z.number(), z.literal('never')]).optional(),
  changedSince: z.array(z.enum(CHANGES)).max(CHANGES.length).optional(),
})
export type Answers = z.infer<typeof answers>

const grade = z.enum(['proven', 'probable', 'possible', 'hint'])

const shownCause = z.object({
  id: z.string(),
  title: z.string(),
  grade,
  where: z.string().optional(),
  evidence: z.string(),
  /** Of what remains, 0 to 1. */
  share: z.number().optional(),
  /** The same before the last experiment. */
  shareBefore: z.number().optional(),
  /** What would settle a cause that cannot be known from here. */
  settle: z.string().optional(),
  actual: z.string().optional(),
  expected: z.string().optional(),
  index: z.number().optional(),
  fix: z.string().optional(),
  object: z.string().optional(),
  source: z
    .object({
      document: z.string(),
      section: z.string().optional(),
      url: z.string().optional(),
      reason: z.string().optional(),
    })
    .optional(),
  /** A repair as the text before and after it. */
  edit: z
    .object({
      label: z.string(),
      target: z.enum(['headerText', 'payloadText']),
      before: z.string(),
      after: z.string(),
    })
    .optional(),
})
export type ShownCause = z.infer<typeof shownCause>

const shownExperiment = z.object({
  experiment: z.enum(EXPERIMENT_IDS),
  change: z.string(),
  /** The change in words. */
  title: z.string(),
  how: z.enum(['send', 'wait', 'ask']),
  cost: z.number(),
  /** Bits that it is expected to tell. */
  gain: z.number(),
  /** What each outcome would mean, with its chance as things stand. */
  readings: z.array(z.object({ id: z.string(), label: z.string(), meaning: z.string(), chance: z.number() })),
  /** Of a wait: seconds until the change has surely arrived. */
  waitS: z.number().optional(),
  /** True where this program can find out by itself what an `ask` asks. */
  isAutomatic: z.boolean(),
})
export type ShownExperiment = z.infer<typeof shownExperiment>

export const diagnosis = z.object({
  attemptId: z.string(),
  outcome: z.enum(['proven', 'ranked', 'clean']),
  fate: z.enum(['succeeded', 'refused', 'unknown']),
  causes: z.array(shownCause),
  noSignOf: z.array(z.object({ of: z.string(), looked: z.string(), reach: z.string() })),
  ruledOut: z.array(z.object({ id: z.string(), title: z.string(), because: z.string() })),
  cannotBeKnown: z.array(z.object({ id: z.string(), title: z.string(), settle: z.string() })),
  /** Checks that lack something, and what. */
  unknowns: z.array(z.object({ ruleId: z.string(), title: z.string(), needs: z.string() })),
  reason: z.object({
    where: z.string(),
    how: z.array(z.string()),
    standing: z.string(),
    source: z.string(),
  }),
  /** Best first; empty when something is proven or nothing is worth trying. */
  experiments: z.array(shownExperiment),
  /** What was tried on this attempt, oldest first. */
  trials: z.array(
    z.object({
      experiment: z.enum(EXPERIMENT_IDS),
      title: z.string(),
      label: z.string(),
      meaning: z.string(),
      sequence: z.number().optional(),
      attemptId: z.string().optional(),
    }),
  ),
  /** How many more requests experiments may send for now. */
  sendsLeft: z.number().int(),
  /** Why no experiment may send; undefined when it may. */
  blocked: z.string().optional(),
})
export type Diagnosis = z.infer<typeof diagnosis>

export const diagnoseAttempt = defineOperation({
  id: 'diagnoseAttempt',
  method: 'POST',
  path: '/api/diagnoses',
  summary: 'Why a recorded attempt was refused, judged from the raw bytes; the answer holds no secret',
  request: z.strictObject({ attemptId: z.string().max(64), answers }),
  response: diagnosis,
})

export const runExperiment = defineOperation({
  id: 'runExperiment',
  method: 'POST',
  path: '/api/experiments',
  summary: 'Repeat a refused request with one change, a fresh jti and fresh times',
  request: z.strictObject({
    attemptId: z.string().max(64),
    experiment: z.enum(EXPERIMENT_IDS),
    change: z.string().max(2_048),
    confirm,
  }),
  response: z.object({ attempt: shownAttempt.optional(), label: z.string(), meaning: z.string() }),
})

export const answerExperiment = defineOperation({
  id: 'answerExperiment',
  method: 'POST',
  path: '/api/experiments/answers',
  summary: 'What somebody found out about a refused request outside this program',
  request: z.strictObject({
    attemptId: z.string().max(64),
    experiment: z.enum(EXPERIMENT_IDS),
    reading: z.string().max(64),
  }),
  response: z.object({ label: z.string(), meaning: z.string() }),
})

const acrossRow = z.object({
  environmentId: z.string(),
  name: z.string(),
  /** `works`, `refused` or why nothing was sent. */
  result: z.enum(['works', 'refused', 'not-sent']),
  said: z.string(),
  attemptId: z.string().optional(),
})

/** Each is one request to a server of somebody. */
export const MOST_ACROSS = 10

export const tryAcross = defineOperation({
  id: 'tryAcross',
  method: 'POST',
  path: '/api/experiments/across',
  summary: "The same registration and key at several environments, each with its own server's aud",
  request: z.strictObject({
    attemptId: z.string().max(64),
    environmentIds: z.array(z.string().max(64)).min(1).max(MOST_ACROSS),
    confirm,
  }),
  response: z.object({ rows: z.array(acrossRow), conclusion: z.string() }),
})
