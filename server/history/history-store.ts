import { existsSync, rmSync, statSync } from 'node:fs'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { readAttempt } from '../../shared/attempt/read-attempt.ts'
import type { Attempt } from '../../shared/attempt/attempt.ts'
import { compareSubjects, differences } from '../../shared/compare/compare-subjects.ts'
import { subject, type Subject } from '../../shared/compare/subject.ts'
import {
  historyRow,
  retention as retentionSchema,
  type HistoryFilter,
  type HistoryRow,
  type Retention,
} from '../../shared/contract/history.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { historyFiles, openDatabase, type HistoryDatabase } from './open-database.ts'

/** What is written of one attempt; everything in it is redacted. */
export interface HistoryRecord {
  readonly row: Omit<HistoryRow, 'sequence' | 'changed'>
  readonly subject: Subject
  /** Small letters; what a person may search for. */
  readonly search: string
  readonly text: string
}

const DEFAULT_RETENTION: Retention = { count: 10_000, days: 90 }
const MAX_BYTES = 50 * 1024 * 1024
const DAY_S = 86_400
/** How many go at once when the file is too large. */
const STEP = 100

export interface HistoryStore {
  /** @throws the database's error: the disk is full, the folder is read-only */
  add(record: HistoryRecord, now: number): void
  list(
    filter: HistoryFilter,
    before: number | undefined,
    limit: number,
  ): { rows: HistoryRow[]; total: number; next?: number }
  /** @throws WorkbenchError attempt-not-found */
  read(id: string): { row: HistoryRow; attempt: Attempt }
  change(
    id: string,
    change: { pinned?: boolean | undefined; name?: string | undefined; note?: string | undefined },
  ): HistoryRow
  remove(ids: readonly string[] | 'all'): number
  restore(): number
  wipe(): number
  retention(): Retention
  setRetention(next: Retention, now: number): number
  facets(): {
    count: number
    environments: { id: string; name: string; count: number }[]
    causes: { id: string; title: string; count: number }[]
  }
  bytes(): number
  undoCount(): number
  readonly warning: string | undefined
  close(): void
}

interface Statement {
  get(...values: unknown[]): unknown
  all(...values: unknown[]): unknown[]
  run(...values: unknown[]): { readonly changes: number }
}

interface Stored {
  readonly sequence: number
  readonly id: string
  readonly environment_id: string
  readonly environment_name: string
  readonly sent_at: number
  readonly outcome: string
  readonly cause: string | null
  readonly pinned: number
  readonly name: string
  readonly note: string
  readonly row: string
  readonly subject: string
  readonly search: string
  readonly record: Buffer
}

const COLUMNS =
  'sequence, id, environment_id, environment_name, sent_at, outcome, cause, pinned, name, note, row, subject, search, record'

/** The attempts in one SQLite file, or in memory; every write is on the disk when it returns. */
export function openHistoryStore(path: string | undefined): HistoryStore {
  const { database, warning } = openDatabase(path)
  let undo: Stored[] = []
  const statements = new Map<string, Statement>()
  /** The texts are few and fixed, the filters aside; a page of the list asks the same one for each of its rows. */
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, known)
    return known
  }
  const one = <T>(sql: string, ...values: unknown[]): T | undefined =>
    prepared(sql).get(...values) as T | undefined
  const all = <T>(sql: string, ...values: unknown[]): T[] => prepared(sql).all(...values) as T[]

  const insert = (stored: Stored): void => {
    const values = COLUMNS.split(', ').map((name) => stored[name as keyof Stored])
    prepared(`INSERT OR IGNORE INTO attempts (${COLUMNS}) VALUES (${values.map(() => '?').join(', ')})`).run(
      ...values,
    )
  }
  /** Deleted rows are zeroed in the file; the log that they were written through is emptied too. */
  const settle = (): void => void database.pragma('wal_checkpoint(TRUNCATE)')
  const rowOf = (stored: Omit<Stored, 'record' | 'search'>): HistoryRow => {
    const before = one<{ subject: string }>(
      'SELECT subject FROM attempts WHERE environment_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT 1',
      stored.environment_id,
      stored.sequence,
    )
    return historyRow.parse({
      ...(JSON.parse(stored.row) as object),
      sequence: stored.sequence,
      pinned: stored.pinned === 1,
      name: stored.name,
      note: stored.note,
      ...(before === undefined ? {} : { changed: changedSince(before.subject, stored.subject) }),
    })
  }
  const find = (id: string): Stored => {
    const stored = one<Stored>(`SELECT ${COLUMNS} FROM attempts WHERE id = ?`, id)
    if (stored === undefined)
      throw new WorkbenchError('attempt-not-found', 'The history has no attempt with this id.')
    return stored
  }
  const retention = (): Retention => {
    const kept = one<{ value: string }>("SELECT value FROM settings WHERE name = 'retention'")
    const parsed = retentionSchema.safeParse(kept === undefined ? undefined : JSON.parse(kept.value))
    return parsed.success ? parsed.data : DEFAULT_RETENTION
  }
  const pages = (): number => {
    const { page_count: count } = one<{ page_count: number }>('PRAGMA page_count') ?? { page_count: 0 }
    const { freelist_count: free } = one<{ freelist_count: number }>('PRAGMA freelist_count') ?? {
      freelist_count: 0,
    }
    const { page_size: size } = one<{ page_size: number }>('PRAGMA page_size') ?? { page_size: 0 }
    return (count - free) * size
  }
  const prune = (now: number): number => {
    const { count, days } = retention()
    const old = prepared('DELETE FROM attempts WHERE pinned = 0 AND sent_at < ?').run(
      now - days * DAY_S,
    ).changes
    const extra = prepared(
      'DELETE FROM attempts WHERE pinned = 0 AND sequence <= (SELECT sequence FROM attempts ORDER BY sequence DESC LIMIT 1 OFFSET ?)',
    ).run(count).changes
    let heavy = 0
    while (pages() > MAX_BYTES) {
      const gone = prepared(
        'DELETE FROM attempts WHERE sequence IN (SELECT sequence FROM attempts WHERE pinned = 0 ORDER BY sequence LIMIT ?)',
      ).run(STEP).changes
      if (gone === 0) break
      heavy += gone
    }
    if (old + extra + heavy > 1) settle()
    return old + extra + heavy
  }
  return {
    warning,
    add({ row, subject: side, search, text }, now) {
      const last = one<{ sequence: number }>(
        "SELECT seq AS sequence FROM sqlite_sequence WHERE name = 'attempts'",
      )
      insert({
        sequence: (last?.sequence ?? 0) + 1,
        id: row.id,
        environment_id: row.environmentId,
        environment_name: row.environmentName,
        sent_at: row.sentAt,
        outcome: row.outcome,
        cause: row.cause?.id ?? null,
        pinned: row.pinned ? 1 : 0,
        name: row.name,
        note: row.note,
        row: JSON.stringify(row),
        subject: JSON.stringify(side),
        search,
        record: deflateRawSync(text),
      })
      prune(now)
    },
    list(filter, before, limit) {
      const { where, values } = conditions(filter)
      const total = one<{ n: number }>(`SELECT count(*) AS n FROM attempts ${where}`, ...values)?.n ?? 0
      const page = conditions(filter, before)
      const found = all<Stored>(
        `SELECT sequence, id, environment_id, pinned, name, note, row, subject FROM attempts ${page.where} ORDER BY sequence DESC LIMIT ?`,
        ...page.values,
        limit + 1,
      )
      const rows = found.slice(0, limit).map(rowOf)
      const last = rows.at(-1)
      return { rows, total, ...(found.length > limit && last !== undefined ? { next: last.sequence } : {}) }
    },
    read(id) {
      const stored = find(id)
      const read = readAttempt(inflateRawSync(stored.record).toString())
      if (!read.ok)
        throw new WorkbenchError('attempt-not-found', 'This attempt could not be read from the history.')
      return { row: rowOf(stored), attempt: read.attempt }
    },
    change(id, { pinned, name, note }) {
      const { pinned: wasPinned, name: oldName, note: oldNote } = find(id)
      database
        .prepare('UPDATE attempts SET pinned = ?, name = ?, note = ? WHERE id = ?')
        .run(pinned === undefined ? wasPinned : pinned ? 1 : 0, name ?? oldName, note ?? oldNote, id)
      return rowOf(find(id))
    },
    remove(ids) {
      const marks = ids === 'all' ? '' : ids.map(() => '?').join(', ')
      const where = ids === 'all' ? '' : `WHERE id IN (${marks})`
      const values = ids === 'all' ? [] : [...ids]
      undo = all<Stored>(`SELECT ${COLUMNS} FROM attempts ${where}`, ...values).map((stored) => ({
        ...stored,
        record: Buffer.from(stored.record),
      }))
      database.prepare(`DELETE FROM attempts ${where}`).run(...values)
      settle()
      return undo.length
    },
    restore() {
      const back = undo
      const put = database.transaction(() => back.forEach(insert))
      put()
      undo = []
      return back.length
    },
    wipe() {
      const { n } = one<{ n: number }>('SELECT count(*) AS n FROM attempts') ?? { n: 0 }
      undo = []
      database.prepare('DELETE FROM attempts').run()
      database.exec('VACUUM')
      settle()
      if (path !== undefined)
        for (const file of historyFiles(path)) if (file.includes('.corrupt-')) rmSync(file, { force: true })
      return n
    },
    retention,
    setRetention(next, now) {
      database
        .prepare(
          "INSERT INTO settings (name, value) VALUES ('retention', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .run(JSON.stringify(next))
      return prune(now)
    },
    facets: () => facetsOf(all),
    bytes: () =>
      path === undefined
        ? pages()
        : historyFiles(path).reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0),
    undoCount: () => undo.length,
    close: () => void closeQuietly(database),
  }
}

function closeQuietly(database: HistoryDatabase): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.close()
  } catch {
    // It is being left anyway; everything is on the disk already.
  }
}

function changedSince(before: string, after: string): string[] {
  const sides = [before, after].map((text) => subject.parse(JSON.parse(text)))
  const [left, right] = sides
  return left === undefined || right === undefined
    ? []
    : differences(compareSubjects(left, right)).slice(0, 12)
}

function facetsOf(all: <T>(sql: string, ...values: unknown[]) => T[]): ReturnType<HistoryStore['facets']> {
  // Counted in the indexes alone; of each group only the newest row is read.
  const groups = (column: 'environment_id' | 'cause', most: number) =>
    all<{ id: string; count: number; newest: number }>(
      `SELECT ${column} AS id, count(*) AS count, max(sequence) AS newest FROM attempts WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY count DESC LIMIT ${most}`,
    )
  const newestOf = (sequence: number): { environment_name: string; row: string } | undefined =>
    all<{ environment_name: string; row: string }>(
      'SELECT environment_name, row FROM attempts WHERE sequence = ?',
      sequence,
    )[0]
  const environments = groups('environment_id', 100)
  return {
    count: environments.reduce((sum, { count }) => sum + count, 0),
    environments: environments.map(({ id, count, newest }) => ({
      id,
      name: newestOf(newest)?.environment_name ?? id,
      count,
    })),
    causes: groups('cause', 200).map(({ id, count, newest }) => ({
      id,
      title: (JSON.parse(newestOf(newest)?.row ?? '{}') as { cause?: { title: string } }).cause?.title ?? id,
      count,
    })),
  }
}

function conditions(filter: HistoryFilter, before?: number): { where: string; values: (string | number)[] } {
  const parts: [string, ...(string | number)[]][] = []
  if (filter.environmentId !== undefined) parts.push(['environment_id = ?', filter.environmentId])
  if (filter.outcome !== undefined) parts.push(['outcome = ?', filter.outcome])
  if (filter.cause !== undefined) parts.push(['cause = ?', filter.cause])
  if (filter.pinned !== undefined) parts.push(['pinned = 1'])
  if (filter.from !== undefined) parts.push(['sent_at >= ?', filter.from])
  if (filter.until !== undefined) parts.push(['sent_at < ?', filter.until])
  for (const word of (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
    parts.push(['(instr(search, ?) OR instr(lower(name), ?) OR instr(lower(note), ?))', word, word, word])
  }
  if (before !== undefined) parts.push(['sequence < ?', before])
  return {
    where: parts.length === 0 ? '' : `WHERE ${parts.map(([sql]) => sql).join(' AND ')}`,
    values: parts.flatMap(([, ...values]) => values),
  }
}
