import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFetchDocument } from './fetch-document.ts'
import { startPracticeBench, type PracticeBench } from '../testing/practice-bench.ts'
import { makeWatches, type Watches } from './watches.ts'

let bench: PracticeBench
beforeAll(async () => {
  bench = await startPracticeBench()
})
afterAll(() => bench.stop())

/** Watches whose time passes when the test says so. */
const watchesByHand = () => {
  const due: { run: () => void; delayMs: number }[] = []
  const watches = makeWatches({
    ...bench.program,
    fetchDocument: makeFetchDocument(bench.program),
    schedule: (run, delayMs) => {
      const entry = { run, delayMs }
      due.push(entry)
      return () => due.splice(due.indexOf(entry), 1)
    },
  })
  return { watches, due, pass: () => due.shift()?.run() }
}

const ended = (watches: Watches) => expect.poll(() => watches.list()[0]?.state)

const start = async (watches: Watches, mode: 'delay' | 'kid', everyS: number) => {
  const { keyId = '' } = bench.program.environments.get('practice')
  const { shown } = await bench.send()
  await watches.start({
    environmentId: 'practice',
    keyId,
    mode,
    everyS,
    headerText: shown.headerText,
    payloadText: shown.payloadText,
    parameters: [['scope', 'system/Patient.rs']],
    attemptId: shown.id,
    confirm: [],
  })
  return shown
}

describe('a watch', () => {
  it('repeats once after the delay, with a fresh jti, and says that it works', async () => {
    await bench.practice.setFaults(['unknown-client'])
    const { watches, due, pass } = watchesByHand()
    const first = await start(watches, 'delay', 3_600)
    expect(due.map(({ delayMs }) => delayMs)).toEqual([3_600_000])
    expect(watches.list()).toMatchObject([{ state: 'waiting' }])
    await bench.practice.setFaults([])
    pass()
    await ended(watches).toBe('succeeded')
    const [{ attemptId = '' } = {}] = watches.list()
    const { shown } = bench.program.attempts.get(attemptId)
    expect(shown).toMatchObject({ madeBy: 'watch', outcome: { kind: 'token' } })
    expect(shown.payloadText).not.toBe(first.payloadText)
    expect(bench.program.trials.list(first.id)).toMatchObject([{ experiment: 'X13', reading: 'success' }])
    expect(due).toEqual([])
  })

  it('looks at the JWK Set until the kid is there, then sends', async () => {
    await bench.practice.setFaults(['kid-unknown'])
    const { watches, due, pass } = watchesByHand()
    await start(watches, 'kid', 30)
    pass()
    await expect.poll(() => watches.list()[0]?.looks).toBe(1)
    await expect.poll(() => due.length).toBe(1)
    expect(watches.list()[0]).toMatchObject({
      state: 'waiting',
      said: expect.stringMatching(/does not have/) as string,
    })
    await bench.practice.setFaults([])
    pass()
    await ended(watches).toBe('succeeded')
  })

  it('says so when the server still refuses, and a new one replaces it', async () => {
    await bench.practice.setFaults(['unknown-client'])
    const { watches, pass } = watchesByHand()
    await start(watches, 'delay', 60)
    pass()
    await ended(watches).toBe('refused')
    await start(watches, 'delay', 60)
    expect(watches.list()).toMatchObject([{ state: 'waiting' }])
  })

  it('can be cancelled', async () => {
    const { watches, due } = watchesByHand()
    await start(watches, 'delay', 60)
    watches.end(watches.list()[0]?.id ?? '')
    expect(watches.list()).toEqual([])
    expect(due).toEqual([])
  })
})
