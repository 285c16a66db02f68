import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeAttempt } from '../../shared/attempt/write-attempt.ts'
import { subjectOfTexts } from '../../shared/compare/subject.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { openHistoryStore, type HistoryRecord, type HistoryStore } from './history-store.ts'

const NOW = 1_764_000_000
let folder: string
let open: HistoryStore[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-history-'))
})
afterEach(() => {
  open.forEach((store) => store.close())
  open = []
  rmSync(folder, { recursive: true, force: true })
})

const path = () => join(folder, 'history.sqlite')
const openStore = (at: string | undefined = path()): HistoryStore => {
  const store = openHistoryStore(at)
  open.push(store)
  return store
}

const record = (
  id: string,
  more: Partial<HistoryRecord['row']> & { aud?: string; marker?: string } = {},
): HistoryRecord => {
  const { aud = 'https://a.example/token', marker = '', ...row } = more
  const written = writeAttempt({
    format: 'attempt/1',
    id,
    profile: 'rfc7523',
    sentAt: NOW,
    assertion: marker,
  })
  return {
    row: {
      id,
      environmentId: 'sandbox',
      environmentName: 'Sandbox',
      sentAt: NOW,
      madeBy: 'person',
      profile: 'rfc7523',
      flow: 'client_credentials',
      outcome: 'oauth-error',
      pinned: false,
      name: '',
      note: '',
      ...row,
    },
    subject: subjectOfTexts('{"alg":"RS256"}', JSON.stringify({ aud })),
    search: `${id} ${aud}`.toLowerCase(),
    text: written.ok ? written.text : '',
  }
}
const idsOf = (store: HistoryStore, filter = {}) => store.list(filter, undefined, 50).rows.map(({ id }) => id)

describe('the list', () => {
  it('R71 is newest first, by the order of recording, whatever the clock says', () => {
    const store = openStore()
    store.add(record('a', { sentAt: NOW + 500 }), NOW)
    store.add(record('b', { sentAt: NOW - 500 }), NOW)
    expect(idsOf(store)).toEqual(['b', 'a'])
  })

  it('comes a page at a time', () => {
    const store = openStore()
    for (let n = 0; n < 5; n++) store.add(record(`n${n}`), NOW)
    const first = store.list({}, undefined, 2)
    const second = store.list({}, first.next, 2)
    expect([first.total, first.rows.map(({ id }) => id), second.rows.map(({ id }) => id)]).toEqual([
      5,
      ['n4', 'n3'],
      ['n2', 'n1'],
    ])
    expect(store.list({}, second.next, 2).next).toBeUndefined()
  })

  it('says what changed since the one before in the same environment', () => {
    const store = openStore()
    store.add(record('first'), NOW)
    store.add(record('elsewhere', { environmentId: 'other', aud: 'https://b.example' }), NOW)
    store.add(record('second', { aud: 'https://a.example/token/' }), NOW)
    expect(store.list({}, undefined, 50).rows.map(({ changed }) => changed)).toEqual([
      ['aud'],
      undefined,
      undefined,
    ])
  })

  it.each([
    { why: 'environment', filter: { environmentId: 'other' }, ids: ['two'] },
    { why: 'outcome', filter: { outcome: 'token' as const }, ids: ['two'] },
    { why: 'cause', filter: { cause: 'payload-exp-past' }, ids: ['one'] },
    { why: 'time', filter: { from: NOW + 1, until: NOW + 20 }, ids: ['two'] },
    { why: 'text, every word, any case', filter: { text: 'A.Example TWO' }, ids: ['two'] },
    { why: 'text in a note', filter: { text: 'for epic' }, ids: ['one'] },
    { why: 'pinned', filter: { pinned: 'yes' as const }, ids: ['one'] },
    { why: 'nothing fits', filter: { text: "' OR 1=1 --" }, ids: [] },
  ])('filters by $why', ({ filter, ids }) => {
    const store = openStore()
    const cause = { id: 'payload-exp-past', title: 'exp is past', grade: 'proven' }
    store.add(record('one', { cause, pinned: true, note: 'for Epic support' }), NOW)
    store.add(record('two', { environmentId: 'other', outcome: 'token', sentAt: NOW + 10 }), NOW)
    expect(idsOf(store, filter)).toEqual(ids)
  })
})

it('an attempt is named, noted, pinned and read again, also by the next run', () => {
  const store = openStore()
  store.add(record('a', { marker: 'h.p.' }), NOW)
  store.change('a', { name: 'Monday', pinned: true })
  store.change('a', { note: 'asked their support' })
  store.close()
  const { row, attempt } = openStore().read('a')
  expect(row).toMatchObject({ name: 'Monday', note: 'asked their support', pinned: true })
  expect(attempt.assertion).toBe('h.p.')
  expect(() => openStore().read('nobody')).toThrow(WorkbenchError)
})

describe('deletion', () => {
  it('takes the bytes from the disk, and one deletion can be undone', () => {
    const store = openStore()
    store.add(record('keep'), NOW)
    store.add(record('gone-canary-4711', { note: 'note-canary-4711' }), NOW)
    expect(store.remove(['gone-canary-4711'])).toBe(1)
    const onDisk = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('')
    expect(onDisk).not.toContain('canary-4711')
    expect(store.restore()).toBe(1)
    expect(idsOf(store)).toEqual(['gone-canary-4711', 'keep'])
    expect(store.restore()).toBe(0)
  })

  it('wiping leaves nothing that could come back', () => {
    const store = openStore()
    store.add(record('a-canary-4711', { pinned: true }), NOW)
    store.remove('all')
    store.restore()
    expect(store.wipe()).toBe(1)
    expect([store.restore(), store.undoCount(), idsOf(store)]).toEqual([0, 0, []])
    const onDisk = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('')
    expect(onDisk).not.toContain('canary-4711')
  })
})

it('keeps so many and for so long; pinned ones stay', () => {
  const store = openStore()
  store.add(record('pinned', { pinned: true, sentAt: NOW - 9e6 }), NOW)
  store.add(record('old', { sentAt: NOW - 3 * 86_400 }), NOW)
  for (let n = 0; n < 4; n++) store.add(record(`n${n}`), NOW)
  expect(store.setRetention({ count: 2, days: 2 }, NOW)).toBe(3)
  expect(idsOf(store)).toEqual(['n3', 'n2', 'pinned'])
  store.add(record('n4'), NOW)
  expect(idsOf(store)).toEqual(['n4', 'n3', 'pinned'])
})

describe('the file', () => {
  it('R67 belongs to its owner alone, whatever the umask is', () => {
    const before = process.umask(0)
    try {
      openStore().add(record('a'), NOW)
    } finally {
      process.umask(before)
    }
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  it.each([
    { why: 'garbage', spoil: () => writeFileSync(path(), 'x'.repeat(20_000)) },
    {
      why: 'cut off in the middle',
      spoil: () => truncateSync(path(), Math.floor(statSync(path()).size / 2)),
    },
    {
      why: 'zeros where pages were',
      spoil: () =>
        writeFileSync(path(), Buffer.concat([readFileSync(path()).subarray(0, 100), Buffer.alloc(30_000)])),
    },
    {
      why: 'written by a newer version',
      spoil: () => {
        const newer = new Database(path())
        newer.pragma('user_version = 99')
        newer.close()
      },
    },
  ])('R65 that is $why is set aside and said; a new one is begun', ({ spoil }) => {
    const store = openStore()
    for (let n = 0; n < 20; n++) store.add(record(`n${n}`), NOW)
    store.close()
    spoil()
    const again = openStore()
    expect(again.warning).toMatch(/history\.sqlite\.corrupt-1/)
    expect(readdirSync(folder)).toContain('history.sqlite.corrupt-1')
    again.add(record('after'), NOW)
    expect(idsOf(again)).toEqual(['after'])
  })

  it('is shared by two instances', () => {
    const [one, other] = [openStore(), openStore()]
    one.add(record('a'), NOW)
    other.add(record('b'), NOW)
    one.add(record('c'), NOW)
    expect(idsOf(other)).toEqual(['c', 'b', 'a'])
  })

  it('is none at all under --no-store', () => {
    const store = openHistoryStore(undefined)
    store.add(record('a'), NOW)
    expect(idsOf(store)).toEqual(['a'])
    expect(readdirSync(folder)).toEqual([])
    store.close()
  })
})
