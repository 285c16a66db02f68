import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Environment } from '../../shared/contract/environments.ts'
import { startPracticeBench, type PracticeBench } from '../testing/practice-bench.ts'
import { makeDiagnoseAttempt } from './diagnose-attempt.ts'
import { makeJwksVisits } from './jwks-visits.ts'
import { makeRunExperiment } from './run-experiment.ts'
import { makeTryAcross } from './try-across.ts'
import { makeWatches } from './watches.ts'

/** Longer than the window in which requests are counted. */
const ANOTHER_DAY_MS = 86_400_000

let bench: PracticeBench
let passedMs = 0
beforeAll(async () => {
  bench = await startPracticeBench(() => passedMs)
})
afterAll(() => bench.stop())
beforeEach(() => {
  passedMs += ANOTHER_DAY_MS
})

const services = () => {
  const { program, practice } = bench
  const deps = {
    ...program,
    practice: () => practice,
    practiceSyncedAt: () => practice.syncedAt(),
    jwksVisits: makeJwksVisits(program),
  }
  const diagnose = makeDiagnoseAttempt(deps)
  return {
    judge: (attemptId: string) => diagnose({ attemptId, answers: {} }),
    run: makeRunExperiment(deps),
    across: makeTryAcross(deps),
  }
}
const refused = async (): Promise<string> => {
  await bench.practice.setFaults(['unknown-client'])
  return (await bench.send()).shown.id
}
const sentSoFar = (environmentId = 'practice') => bench.program.attempts.list(environmentId).length

/** Another environment at the practice server. */
const another = async (
  id: string,
  more: Partial<Environment> & { label?: 'production' } = {},
): Promise<string> => {
  const { label = 'non-production', ...members } = more
  const practice = bench.program.environments.get('practice')
  await bench.program.environments.save({
    ...practice,
    id,
    name: id,
    origin: 'user',
    settings: { ...practice.settings, label },
    ...members,
  })
  return id
}

/** The yes to each thing that is asked for. */
const yesOf = async (ask: Promise<unknown>): Promise<string[]> => {
  const error: unknown = await ask.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (typeof error !== 'object' || error === null || !('confirmations' in error)) return []
  return (error.confirmations as { id: string }[]).map(({ id }) => id)
}

describe('experiments', () => {
  it('two at once do not get past the fifth request', async () => {
    const attemptId = await refused()
    const { run } = services()
    const before = sentSoFar()
    const ran = await Promise.allSettled(
      (['X0', 'X1', 'X2', 'X3', 'X4', 'X6', 'X7', 'X9'] as const).map((experiment) =>
        run({ attemptId, experiment, change: '', confirm: [] }),
      ),
    )
    expect(ran.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect(sentSoFar() - before).toBe(5)
  })

  it('never send the audience of another server', async () => {
    const elsewhere = 'https://as.example.test/token'
    const { shown } = await bench.send(({ payloadText }) => ({
      payloadText: JSON.stringify({ ...(JSON.parse(payloadText) as object), aud: elsewhere }),
    }))
    const { judge, run } = services()
    expect((await judge(shown.id)).blocked).toContain(elsewhere)
    const before = sentSoFar()
    await expect(run({ attemptId: shown.id, experiment: 'X0', change: '', confirm: [] })).rejects.toThrow(
      /names another server/,
    )
    expect(sentSoFar()).toBe(before)
  })

  it('name nobody where an audience has to be wrong, and only this server where it may be right', async () => {
    const attemptId = await refused()
    const { judge, run } = services()
    const origin = new URL(bench.practice.tokenEndpoint).origin
    const { experiments } = await judge(attemptId)
    const forms = experiments.filter(({ experiment }) => experiment === 'X5')
    expect(forms.every(({ change }) => new URL(change).origin === origin)).toBe(true)
    const { attempt } = await run({ attemptId, experiment: 'X4', change: '', confirm: [] })
    expect(JSON.parse(attempt?.payloadText ?? '{}')).toMatchObject({ aud: 'https://invalid.example/' })
  })

  it('can be stopped while one is under way: nothing is noted', async () => {
    const attemptId = await refused()
    const { judge, run } = services()
    await expect(
      run({ attemptId, experiment: 'X0', change: '', confirm: [] }, AbortSignal.abort()),
    ).rejects.toThrow()
    expect((await judge(attemptId)).trials).toEqual([])
  })
})

describe('a server that asks for quiet', () => {
  /** Refuses the first request, and answers every later one like this. */
  const strictServer = async (status: number, body: string) => {
    let received = 0
    const server = createServer((_request, response) => {
      received += 1
      const isFirst = received === 1
      response
        .writeHead(isFirst ? 401 : status, { 'content-type': 'application/json' })
        .end(isFirst ? '{"error":"invalid_client"}' : body)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const tokenEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`
    return { tokenEndpoint, received: () => received, close: () => server.close() }
  }

  it.each([
    { why: '429', status: 429, body: '', says: /answered 429/ },
    {
      why: 'wording of a lock',
      status: 401,
      body: '{"error":"invalid_client","error_description":"The client is locked after too many attempts"}',
      says: /speaks of a lock/,
    },
  ])('$why halts experiments there, and nowhere else', async ({ status, body, says }) => {
    const server = await strictServer(status, body)
    const environmentId = await another(`quiet-${status}`, {
      settings: { label: 'non-production', clientId: 'client', tokenEndpoint: server.tokenEndpoint },
    })
    const { judge, run, across } = services()
    const texts = await bench.texts()
    const payload = JSON.parse(texts.payloadText) as object
    const payloadText = JSON.stringify({ ...payload, aud: server.tokenEndpoint })
    const request = { ...texts, payloadText, environmentId, flow: 'client_credentials' as const, confirm: [] }
    const confirm = (await bench.program.missingConfirmations(request)).map(({ id }) => id)
    const { shown } = await bench.program.sendOnce({ ...request, confirm, madeBy: 'person' })
    expect((await judge(shown.id)).blocked).toBeUndefined()

    await run({ attemptId: shown.id, experiment: 'X0', change: '', confirm })
    expect(server.received()).toBe(2)
    const { blocked, experiments } = await judge(shown.id)
    expect(blocked).toMatch(says)
    expect(experiments.every(({ how }) => how === 'ask')).toBe(true)
    await expect(run({ attemptId: shown.id, experiment: 'X1', change: '', confirm })).rejects.toThrow(says)
    const { rows } = await across({ attemptId: shown.id, environmentIds: [environmentId], confirm })
    expect(rows).toMatchObject([{ result: 'not-sent', said: expect.stringMatching(says) as string }])
    expect(server.received()).toBe(2)
    expect((await judge(await refused())).blocked).toBeUndefined()
    server.close()
  })
})

describe('in production', () => {
  const production = async (id: string, allowsAutomatic: boolean) => {
    await bench.practice.setFaults(['unknown-client'])
    const environmentId = await another(id, { label: 'production', allowsAutomatic })
    const { keyId = '' } = bench.program.environments.get('practice')
    const texts = await bench.texts()
    const request = { ...texts, keyId, environmentId, flow: 'client_credentials' as const, confirm: [] }
    const confirm = (await bench.program.missingConfirmations(request)).map((each) => each.id)
    const { shown } = await bench.program.sendOnce({ ...request, confirm, madeBy: 'person' })
    return { environmentId, keyId, attemptId: shown.id, texts, confirm }
  }

  it('neither an experiment nor the watch sends until it is switched on for the environment', async () => {
    const { attemptId, environmentId, keyId, texts, confirm } = await production('prod-off', false)
    const { judge, run, across } = services()
    const { blocked, experiments } = await judge(attemptId)
    expect(blocked).toMatch(/off in production/)
    expect(experiments.every(({ how }) => how === 'ask')).toBe(true)
    const before = sentSoFar(environmentId)
    await expect(run({ attemptId, experiment: 'X0', change: '', confirm })).rejects.toThrow(
      /off in production/,
    )
    const { rows } = await across({ attemptId, environmentIds: [environmentId], confirm })
    expect(rows).toMatchObject([{ result: 'not-sent' }])
    const watches = makeWatches({
      ...bench.program,
      fetchDocument: () => Promise.reject(new Error('unused')),
    })
    const start = watches.start({
      ...texts,
      environmentId,
      keyId,
      mode: 'delay',
      everyS: 60,
      attemptId,
      confirm,
    })
    await expect(start).rejects.toThrow(/off in production/)
    expect(sentSoFar(environmentId)).toBe(before)
  })

  it('switched on, each request still asks', async () => {
    const { attemptId, environmentId } = await production('prod-on', true)
    const { judge, run } = services()
    expect((await judge(attemptId)).blocked).toBeUndefined()
    const before = sentSoFar(environmentId)
    const yes = await yesOf(run({ attemptId, experiment: 'X0', change: '', confirm: [] }))
    expect(yes.join(' ')).toMatch(/production-send/)
    expect(sentSoFar(environmentId)).toBe(before)
    await run({ attemptId, experiment: 'X0', change: '', confirm: yes })
    expect(sentSoFar(environmentId)).toBe(before + 1)
  })
})

describe('across environments', () => {
  it('every yes is asked for before anything is sent, and nothing is sent twice', async () => {
    const attemptId = await refused()
    const { across } = services()
    const environmentIds = [
      'practice',
      await another('site-b', { label: 'production', allowsAutomatic: true }),
    ]
    const count = () => environmentIds.reduce((sum, id) => sum + sentSoFar(id), 0)
    const before = count()
    const yes = await yesOf(across({ attemptId, environmentIds, confirm: [] }))
    expect(yes.length).toBeGreaterThan(0)
    expect(count()).toBe(before)
    const { rows, conclusion } = await across({ attemptId, environmentIds, confirm: yes })
    expect(rows.map(({ result }) => result)).toEqual(['refused', 'refused'])
    expect(conclusion).toMatch(/^Refused at 2 of 2/)
    expect(count()).toBe(before + 2)
  })

  it('each assertion names its own server', async () => {
    const attemptId = await refused()
    const { across } = services()
    const { rows } = await across({ attemptId, environmentIds: ['practice'], confirm: [] })
    const { shown } = bench.program.attempts.get(rows[0]?.attemptId ?? '')
    expect(JSON.parse(shown.payloadText)).toMatchObject({ aud: shown.request.url })
  })

  it('stopped, what is left is not sent', async () => {
    const attemptId = await refused()
    const { across } = services()
    const before = sentSoFar()
    const { rows } = await across(
      { attemptId, environmentIds: ['practice'], confirm: [] },
      AbortSignal.abort(),
    )
    expect(rows).toMatchObject([{ result: 'not-sent', said: 'stopped before it was sent' }])
    expect(sentSoFar()).toBe(before)
  })
})
