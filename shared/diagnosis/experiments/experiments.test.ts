import { describe, expect, it } from 'vitest'
import { anAttempt, NOW } from '../../testing/an-attempt.ts'
import { gatherFacts } from '../../facts/gather-facts.ts'
import { RULES } from '../../lint/registry.ts'
import { runLint } from '../../lint/run-lint.ts'
import { RANKED_CAUSES, type RankedCauseId } from '../priors.ts'
import { diagnose } from '../diagnose.ts'
import { describeChange, EXPERIMENTS } from './catalogue.ts'
import { chooseExperiments } from './choose-experiments.ts'
import { CONTROL, EXPERIMENT_IDS, SHORT_CONTROL, type Setting, type Trial } from './experiment.ts'

const BARE = '{"error":"invalid_client","error_description":null}'
const CAUSES = Object.keys(RANKED_CAUSES) as RankedCauseId[]

const refused = async (trials: readonly Trial[] = []): Promise<Setting> => {
  const facts = await gatherFacts(await anAttempt('smart-generic').answered(400, BARE).evidence())
  return { facts, trials, algorithms: ['RS256', 'RS384'], waitS: undefined, now: NOW }
}
const judge = (setting: Setting) =>
  diagnose(setting.facts, runLint(setting.facts, RULES), { trials: setting })
const next = (setting: Setting, canSend = true) =>
  chooseExperiments(judge(setting).weights, setting, canSend).map(({ experiment, change }) =>
    `${experiment.id} ${change}`.trim(),
  )
const trial = (experiment: Trial['experiment'], reading: string, change = ''): Trial => ({
  experiment,
  change,
  reading,
})
const WITHOUT_TYP = trial('X11', 'success', 'without typ')

describe('an experiment', () => {
  it('of each id is in the catalogue once', () => {
    expect(EXPERIMENTS.map(({ id }) => id).sort()).toEqual([...EXPERIMENT_IDS].sort())
  })

  it.each(EXPERIMENTS)('$id: the chances of its readings sum to 1 under every cause', async (experiment) => {
    const setting = await refused()
    const [change = ''] = experiment.changes(setting)
    for (const cause of CAUSES) {
      const odds = experiment.predict(cause, setting, change)
      const known = Object.keys(experiment.readings)
      expect(Object.keys(odds).filter((reading) => !known.includes(reading))).toEqual([])
      expect(Object.values(odds).every((each) => each >= 0)).toBe(true)
      expect(Object.values(odds).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1)
    }
  })

  it('of every kind has words for its changes', async () => {
    const setting = await refused()
    for (const { id, changes } of EXPERIMENTS)
      for (const change of changes(setting)) expect(describeChange(id, change, setting)).toMatch(/^[A-Za-z]/)
  })
})

describe('the next experiment', () => {
  it('is cheap before it is dear: reading back comes first', async () => {
    expect(next(await refused())[0]).toBe('X14')
  })

  it('only asks where nothing may be sent', async () => {
    const asked = next(await refused(), false)
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter((id) => !/^X(12|14|16|18)$/.test(id))).toEqual([])
  })

  it('is not one that was made', async () => {
    expect(next(await refused([trial('X14', 'as-here')]))).not.toContain('X14')
  })

  it('after a cure is the control, as short as the cure was', async () => {
    expect(next(await refused([WITHOUT_TYP]))[0]).toBe(`X0 ${SHORT_CONTROL}`)
    expect(next(await refused([trial('X6', 'success')]))[0]).toBe(`X0 ${CONTROL}`)
  })
})

describe('what experiments show', () => {
  it('a cure without its control is no proof', async () => {
    const { outcome, causes } = judge(await refused([trial('X0', 'same'), WITHOUT_TYP]))
    expect(outcome).toBe('ranked')
    expect(causes[0]).toMatchObject({ id: 'undocumented-strictness', grade: 'probable' })
  })

  it('a cure is proven once the request without it is refused again', async () => {
    const { outcome, causes } = judge(await refused([WITHOUT_TYP, trial('X0', 'same', SHORT_CONTROL)]))
    expect(outcome).toBe('proven')
    expect(causes[0]).toMatchObject({ id: 'undocumented-strictness', grade: 'proven' })
  })

  it('a cure whose control works as well was a coincidence', async () => {
    const { outcome, settled, causes } = judge(
      await refused([WITHOUT_TYP, trial('X0', 'success', SHORT_CONTROL)]),
    )
    expect(outcome).toBe('ranked')
    expect(settled).toBeUndefined()
    expect(causes[0]?.id).not.toBe('undocumented-strictness')
  })

  it('a success after nothing but time proves no one cause', async () => {
    const { outcome, causes } = judge(await refused([trial('X13', 'success')]))
    expect(outcome).toBe('ranked')
    expect(causes[0]).toMatchObject({ id: 'env-sync-pending', grade: 'probable' })
  })

  it('an answer that a broken client id changes excludes that the client is unknown', async () => {
    const { ruledOut } = judge(await refused([trial('X1', 'differs')]))
    expect(ruledOut.map(({ id }) => id)).toEqual(['registration-client-unknown'])
  })

  it('equal answers to a broken request exclude nothing: servers merge their errors', async () => {
    const same = (['X1', 'X2', 'X3', 'X4'] as const).map((id) => trial(id, 'same'))
    expect(judge(await refused(same)).ruledOut).toEqual([])
  })
})
