import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AttemptEnvironment } from '../../shared/attempt/attempt.ts'
import type { Diagnosis } from '../../shared/contract/diagnoses.ts'
import { RANKED_CAUSES } from '../../shared/diagnosis/priors.ts'
import { CLIENT_FAULTS } from '../../shared/practice/client-faults.ts'
import { PRACTICE_FAULTS, type PracticeFaultId } from '../../shared/practice/practice-faults.ts'
import { makeDiagnoseAttempt } from '../services/diagnose-attempt.ts'
import { makeJwksVisits } from '../services/jwks-visits.ts'
import { makeRunExperiment } from '../services/run-experiment.ts'
import { startPracticeBench, type PracticeBench } from '../testing/practice-bench.ts'

/** What each fault of the practice server is called by the diagnosis; each is a real exchange over HTTP. */
const EXPECTED: Readonly<Record<PracticeFaultId, readonly string[]>> = {
  'unknown-client': ['registration-client-unknown'],
  'client-inactive': ['registration-not-active'],
  'not-synced': ['env-sync-pending'],
  'other-key-registered': ['key-not-registered-half', 'signature-other-key'],
  'kid-unknown': ['header-kid-not-in-jwks', 'header-kid-derivation'],
  'jwks-unreachable': ['jwks-unreachable'],
  'jwks-slow': ['jwks-not-fetchable-by-server', 'jwks-slow'],
  'jwks-html': ['jwks-not-a-set'],
  'jwks-redirect': ['jwks-not-fetchable-by-server', 'jwks-redirect'],
  'jwks-stale': ['env-jwks-cache-pending'],
  'clock-ahead': ['env-clock-offset'],
  'clock-behind': ['env-clock-offset'],
  'issuer-as-audience': ['audience-undocumented'],
  'another-algorithm': ['header-alg-registered-mismatch'],
  'replay-memory': ['replay-elsewhere'],
  'answer-null': ['resp-error-shape'],
  'answer-empty-403': ['resp-error-shape'],
  'answer-html-502': ['resp-html'],
  'answer-invalid-grant': ['server-fault'],
  'answer-redirect': ['resp-redirect'],
}
const IDS = PRACTICE_FAULTS.map(({ id }) => id)
/** How long `not-synced` lasts here; the planner waits it out. Seconds. */
const SYNC_S = 1
/** Longer than the window in which experiments are counted. */
const ANOTHER_DAY_MS = 86_400_000

let bench: PracticeBench
let passedMs = 0
beforeAll(async () => {
  bench = await startPracticeBench(() => passedMs)
})
afterAll(() => bench.stop())

const services = () => {
  const { program, practice } = bench
  const deps = {
    ...program,
    practice: () => practice,
    practiceSyncedAt: () => practice.syncedAt(),
    jwksVisits: makeJwksVisits(program),
  }
  return { diagnose: makeDiagnoseAttempt(deps), run: makeRunExperiment(deps) }
}

/** One refused request under this fault, with the key set as this machine sees it. */
const refusedUnder = async (fault: PracticeFaultId): Promise<string> => {
  await bench.practice.setFaults([fault], { syncS: SYNC_S })
  await bench.fetchJwks()
  return (await bench.send()).shown.id
}

const judge = (attemptId: string): Promise<Diagnosis> => services().diagnose({ attemptId, answers: {} })

describe('a fault of the practice server, sent over HTTP', () => {
  it.each(IDS)('%s is named first, or within two with what would settle it', async (fault) => {
    const { outcome, causes, cannotBeKnown } = await judge(await refusedUnder(fault))
    const rank = causes.findIndex(({ id }) => EXPECTED[fault].includes(id))
    if (outcome === 'proven') return expect(rank).toBe(0)
    expect(rank, causes.map(({ id }) => id).join(' ')).toBeLessThan(2)
    expect(rank).toBeGreaterThanOrEqual(0)
    const [id = ''] = EXPECTED[fault]
    if (id in RANKED_CAUSES) {
      const { settle } = RANKED_CAUSES[id as keyof typeof RANKED_CAUSES]
      expect(cannotBeKnown).toContainEqual(expect.objectContaining({ id, settle }))
    }
  })
})

describe('a mistake on the client side, sent over HTTP', () => {
  it.each(CLIENT_FAULTS)('$id is named first', async ({ put, named, needsStrict }) => {
    await bench.practice.setFaults([])
    bench.practice.setStrict(needsStrict)
    await bench.fetchJwks()
    const { fhirBaseUrl, tokenEndpoint } = bench.practice
    const { shown } = await bench.send((texts) =>
      put(texts, { now: Date.now() / 1_000, fhirBaseUrl, tokenEndpoint }),
    )
    bench.practice.setStrict(false)
    expect(shown.response.status).toBe(401)
    const { outcome, causes } = await judge(shown.id)
    expect(outcome).toBe('proven')
    expect(named).toContain(causes[0]?.id)
  })
})

/** Faults that no local material proves: an experiment has to find them. */
const RANKED: readonly PracticeFaultId[] = [
  'unknown-client',
  'client-inactive',
  'not-synced',
  'jwks-slow',
  'jwks-redirect',
  'jwks-stale',
  'issuer-as-audience',
  'another-algorithm',
  'replay-memory',
  'answer-null',
  'answer-empty-403',
  'answer-invalid-grant',
]
/** How far the cause has to stand before every other one to count as found. */
const CLEARLY_AHEAD = 1.5

/** The right cause is proven, a change for it brought a token, or it stands first with no other close to it. */
const isFound = (fault: PracticeFaultId, { causes }: Diagnosis): boolean => {
  const isRight = ({ id }: { id: string }) => EXPECTED[fault].includes(id)
  const [first] = causes
  if (first === undefined || !isRight(first)) return false
  // What an experiment has settled has no share: it is not weighed against the others any more.
  if (first.grade === 'proven' || first.share === undefined) return true
  const shares = (of: typeof causes) => of.map(({ share = 0 }) => share)
  const right = shares(causes.filter(isRight)).reduce((sum, share) => sum + share, 0)
  const next = Math.max(0, ...shares(causes.filter((cause) => !isRight(cause))))
  return right >= CLEARLY_AHEAD * next
}

/** Runs what is best to try until nothing is left or the cause is proven, at most three times. */
const plan = async (fault: PracticeFaultId, attemptId: string): Promise<boolean> => {
  const { run } = services()
  for (let step = 0; step < 3; step += 1) {
    const { experiments, outcome } = await judge(attemptId)
    const next = experiments.find(({ how, isAutomatic }) => how !== 'ask' || isAutomatic)
    if (outcome === 'proven' || next === undefined) break
    // The delay that the wait is for is over when the practice server says so.
    if (next.how === 'wait') await expect.poll(() => bench.practice.syncedAt()).toBeUndefined()
    await run({ attemptId, experiment: next.experiment, change: next.change, confirm: [] })
  }
  return isFound(fault, await judge(attemptId))
}

/** The attempt as somebody would record it who knows nothing of the registration. */
const forget = (attemptId: string): void => {
  const recorded = bench.program.attempts.get(attemptId)
  const { changedSince: _, registration, ...environment } = recorded.attempt.environment ?? {}
  const blank: AttemptEnvironment = {
    ...environment,
    lastWorkedAt: 'never',
    registration: { keyMode: registration?.keyMode, jwksUrl: registration?.jwksUrl },
  }
  Object.assign(recorded.attempt, { environment: blank })
}

describe('the next experiment', () => {
  it.each([
    { why: 'from what one would know', isBlank: false },
    { why: 'from nothing at all', isBlank: true },
  ])(
    'leads to the cause within three in nine of ten, $why',
    async ({ isBlank }) => {
      const ranked: PracticeFaultId[] = []
      const missed: PracticeFaultId[] = []
      for (const fault of IDS) {
        passedMs += ANOTHER_DAY_MS
        const attemptId = await refusedUnder(fault)
        if ((await judge(attemptId)).outcome === 'proven') continue
        if (isBlank) forget(attemptId)
        ranked.push(fault)
        if (!(await plan(fault, attemptId))) missed.push(fault)
      }
      expect(ranked).toEqual(RANKED)
      const share = (ranked.length - missed.length) / ranked.length
      expect(share, `missed: ${missed.join(', ')}`).toBeGreaterThanOrEqual(0.9)
    },
    120_000,
  )

  it('stops at five requests in ten minutes, and goes on later', async () => {
    passedMs += ANOTHER_DAY_MS
    const attemptId = await refusedUnder('client-inactive')
    const { run } = services()
    const send = async () => {
      const next = (await judge(attemptId)).experiments.find(({ how }) => how === 'send')
      if (next === undefined) throw new Error('nothing left to send')
      return run({ attemptId, experiment: next.experiment, change: next.change, confirm: [] })
    }
    for (let sent = 0; sent < 5; sent += 1) await send()
    expect(await judge(attemptId)).toMatchObject({
      sendsLeft: 0,
      blocked: expect.stringMatching(/ten minutes/) as string,
    })
    await expect(send()).rejects.toThrow(/nothing left to send/)
    passedMs += ANOTHER_DAY_MS
    expect((await judge(attemptId)).blocked).toBeUndefined()
  })

  it('shows how the ranking moved, and what was ruled out by which attempt', async () => {
    passedMs += ANOTHER_DAY_MS
    const attemptId = await refusedUnder('replay-memory')
    const before = await judge(attemptId)
    const { attempt } = await services().run({ attemptId, experiment: 'X0', change: '', confirm: [] })
    const after = await judge(attemptId)
    expect(after.trials).toMatchObject([{ label: 'a token', sequence: attempt?.sequence }])
    expect(after.causes[0]).toMatchObject({
      id: 'replay-elsewhere',
      shareBefore: before.causes.find(({ id }) => id === 'replay-elsewhere')?.share,
    })
    expect(after.ruledOut).toContainEqual(
      expect.objectContaining({
        id: 'registration-other-key',
        because: expect.stringContaining(`attempt ${attempt?.sequence}`) as string,
      }),
    )
    expect(attempt).toMatchObject({
      madeBy: 'experiment',
      note: expect.stringMatching(/^Repeat unchanged/) as string,
    })
  })
})

it('no sentence of a diagnosis holds a secret of the exchange', async () => {
  const attemptId = await refusedUnder('unknown-client')
  const { attempt } = bench.program.attempts.get(attemptId)
  const [header = '', payload = '', signature = ''] = attempt.assertion?.split('.') ?? []
  const said = JSON.stringify(await judge(attemptId))
  for (const secret of [signature, `${header}.${payload}`]) expect(said).not.toContain(secret)
})
