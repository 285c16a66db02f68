import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../shared/attempt/attempt.ts'
import type { ShownAttempt } from '../../shared/contract/token-requests.ts'
import { findResidue } from '../../shared/redaction/find-residue.ts'
import { openHistoryStore, type HistoryStore } from '../history/history-store.ts'
import { makeAttemptStore, type RecordedAttempt } from './attempts.ts'
import { makeHistoryKeeper } from './history.ts'
import type { EnvironmentStore, Logger } from './ports.ts'

const NOW = 1_764_000_000
const TOKEN = 'canary-access-token-0815'
const CODE = 'canary-code-0816'
const PROXY = 'canary-proxy-0817'
const PATIENT = 'canary-patient-0818'

const attemptOf = (id: string): Attempt => ({
  format: 'attempt/1',
  id,
  profile: 'smart-generic',
  flow: 'authorization_code',
  sentAt: NOW,
  environment: { tokenEndpoint: 'https://ehr.example/token', clientId: 'me' },
  assertion: 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJtZSJ9.c2lnbmF0dXJlLWNhbmFyeQ',
  tokenRequest: {
    method: 'POST',
    url: 'https://ehr.example/token',
    body: `grant_type=authorization_code&code=${CODE}`,
  },
  tokenResponse: {
    status: 200,
    headers: [],
    body: JSON.stringify({ access_token: TOKEN, patient: PATIENT, token_type: 'Bearer' }),
    detail: `through http://me:${PROXY}@proxy.example, which repeats ${CODE}`,
  },
})
const recorded = (id: string): RecordedAttempt => ({
  shown: { id, environmentId: 'e', sentAt: NOW, madeBy: 'person' } as ShownAttempt,
  attempt: attemptOf(id),
  history: {},
  secrets: new Map([['access_token', TOKEN]]),
})
const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined }

function withStore(openStore: () => HistoryStore) {
  const attempts = makeAttemptStore()
  const keeper = makeHistoryKeeper({
    path: undefined,
    openStore: async () => openStore(),
    attempts,
    environments: { list: () => [{ id: 'e', name: 'Epic sandbox' }] } as unknown as EnvironmentStore,
    documents: { list: () => [], put: () => undefined },
    clock: { now: () => NOW, monotonicMs: () => 0 },
    log: silent,
    secrets: [PROXY],
  })
  const send = (id: string) => {
    attempts.add(recorded(id))
    return keeper.saved(id)
  }
  return { keeper, send }
}

describe('what reaches the store', () => {
  it('R55 R57 holds no secret in any way of writing it', async () => {
    const { keeper, send } = withStore(() => openHistoryStore(undefined))
    expect(await send('a')).toEqual({ saved: true })
    const kept = JSON.stringify((await keeper.store()).read('a'))
    for (const value of [TOKEN, CODE, PROXY, PATIENT, 'signature-canary'])
      expect(findResidue(kept, [{ name: value, value }])?.what).not.toBe(value)
  })

  it('has the same mask for the same value, so that a code that is used twice is seen', async () => {
    const { keeper, send } = withStore(() => openHistoryStore(undefined))
    await send('a')
    await send('b')
    const bodies = await Promise.all(
      ['a', 'b'].map(async (id) => (await keeper.store()).read(id).attempt.tokenRequest?.body),
    )
    expect(bodies[0]).toMatch(/code=code-[0-9a-f]{12}$/)
    expect(bodies[0]).toBe(bodies[1])
  })

  it('names the environment, the outcome and the cause', async () => {
    const { keeper, send } = withStore(() => openHistoryStore(undefined))
    await send('a')
    const [row] = (await keeper.store()).list({}, undefined, 1).rows
    expect(row).toMatchObject({ environmentName: 'Epic sandbox', outcome: 'token', status: 200 })
    expect(row?.cause?.id).toBeTruthy()
  })
})

it('R66 a full disk keeps an attempt from the history, not the answer from the person; it is written when there is space', async () => {
  const store = openHistoryStore(undefined)
  let isFull = true
  const full: HistoryStore = {
    ...store,
    add: (record, now) => {
      if (isFull) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
      store.add(record, now)
    },
  }
  const { keeper, send } = withStore(() => full)
  expect(await send('a')).toEqual({ saved: false, code: 'SQLITE_FULL' })
  expect(keeper.warnings()[0]).toMatch(/SQLITE_FULL/)
  isFull = false
  expect(await send('b')).toEqual({ saved: true })
  expect(store.list({}, undefined, 9).rows.map(({ id }) => id)).toEqual(['b', 'a'])
  expect(keeper.warnings()).toEqual([])
})

it('a file that cannot be opened is tried again', async () => {
  let works = false
  const { keeper, send } = withStore(() => {
    if (!works) throw Object.assign(new Error('read-only'), { code: 'SQLITE_READONLY' })
    return openHistoryStore(undefined)
  })
  await keeper.start()
  expect(await send('a')).toEqual({ saved: false, code: 'SQLITE_READONLY' })
  works = true
  expect(await send('b')).toEqual({ saved: true })
})

it('an attempt file is imported redacted, under a name of its own', async () => {
  const { keeper } = withStore(() => openHistoryStore(undefined))
  const { row, warnings } = await keeper.import(
    JSON.stringify({ ...attemptOf('theirs'), unheard: 1 }),
    undefined,
  )
  expect(row).toMatchObject({ environmentId: 'imported', madeBy: 'import', name: 'theirs' })
  expect(warnings).toHaveLength(1)
  expect(JSON.stringify((await keeper.store()).read(row.id))).not.toContain(TOKEN)
  await expect(keeper.import('{}', undefined)).rejects.toMatchObject({ code: 'request-invalid' })
})
