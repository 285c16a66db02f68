import type { IRouter } from 'express'
import {
  answerExperiment,
  diagnoseAttempt,
  runExperiment,
  tryAcross,
} from '../../shared/contract/diagnoses.ts'
import { endWatch, listWatches, startWatch } from '../../shared/contract/watches.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'
import { makeDiagnoseAttempt } from '../services/diagnose-attempt.ts'
import { makeAnswerExperiment, makeRunExperiment } from '../services/run-experiment.ts'
import { makeJwksVisits } from '../services/jwks-visits.ts'
import { makeTryAcross } from '../services/try-across.ts'

export const mountDiagnoses = (router: IRouter, program: Program): void => {
  const { practice, watches } = program
  const deps = {
    ...program,
    practice: () => practice.current(),
    practiceSyncedAt: () => practice.current()?.syncedAt(),
    jwksVisits: makeJwksVisits(program),
  }
  mount(router, diagnoseAttempt, makeDiagnoseAttempt(deps))
  mount(router, runExperiment, makeRunExperiment(deps))
  mount(router, answerExperiment, makeAnswerExperiment(deps))
  mount(router, tryAcross, makeTryAcross(deps))
  mount(router, startWatch, async (input) => ({ watch: await watches.start(input) }))
  mount(router, listWatches, () => ({ watches: watches.list() }))
  mount(router, endWatch, ({ id }) => {
    watches.end(id)
    return { watches: watches.list() }
  })
}
