import { chmodSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'libsql'

/** One step for each older version; the n-th leads from version n to n + 1. */
const STEPS: readonly string[] = [
  `CREATE TABLE attempts (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     environment_id TEXT NOT NULL,
     environment_name TEXT NOT NULL,
     sent_at REAL NOT NULL,
     outcome TEXT NOT NULL,
     cause TEXT,
     pinned INTEGER NOT NULL DEFAULT 0,
     name TEXT NOT NULL DEFAULT '',
     note TEXT NOT NULL DEFAULT '',
     row TEXT NOT NULL,
     subject TEXT NOT NULL,
     search TEXT NOT NULL,
     record BLOB NOT NULL
   );
   CREATE INDEX by_environment ON attempts (environment_id, sequence);
   CREATE INDEX by_outcome ON attempts (outcome, sequence);
   CREATE INDEX by_cause ON attempts (cause, sequence);
   CREATE INDEX by_time ON attempts (sent_at);
   CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);`,
]

export type HistoryDatabase = Database.Database

/** Only the owner may read what is written. */
const withPrivateFiles = <T>(make: () => T): T => {
  const before = process.umask(0o077)
  try {
    return make()
  } finally {
    process.umask(before)
  }
}

const filesOf = (path: string): string[] =>
  [path, `${path}-wal`, `${path}-shm`, `${path}-journal`].filter((each) => existsSync(each))

/** Whether the file itself is at fault, not the disk or another program. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^SQLITE_(NOTADB|CORRUPT|FORMAT|CANTOPEN_ISDIR)/.test(String(error.code))

class NewerVersion extends Error {
  override readonly name = 'NewerVersion'
}

export interface Opened {
  readonly database: HistoryDatabase
  /** Says that a damaged file was set aside, for the person. */
  readonly warning: string | undefined
}

/**
 * Opens the file, or memory where there is none. A file that cannot be read, or that a newer version wrote, is renamed
 * to `*.corrupt-<n>` and a new one is begun; it is never overwritten.
 */
export function openDatabase(path: string | undefined): Opened {
  if (path === undefined) return { database: prepare(new Database(':memory:')), warning: undefined }
  try {
    return { database: openFile(path), warning: undefined }
  } catch (error) {
    if (!(error instanceof NewerVersion) && !isDamage(error)) throw error
    const aside = setAside(path)
    const why = error instanceof NewerVersion ? 'was written by a newer version' : 'could not be read'
    return {
      database: openFile(path),
      warning: `The history file ${basename(path)} ${why}. It is kept as ${aside} and a new history is begun.`,
    }
  }
}

const openFile = (path: string): HistoryDatabase =>
  withPrivateFiles(() => {
    const database = new Database(path)
    try {
      prepare(database)
    } catch (error) {
      database.close()
      throw error
    }
    for (const file of filesOf(path)) chmodSync(file, 0o600)
    return database
  })

function prepare(database: HistoryDatabase): HistoryDatabase {
  // Another instance may be writing; it is done in a moment.
  database.pragma('busy_timeout = 3000')
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  // What is deleted is overwritten with zeros, not only unlinked.
  database.pragma('secure_delete = ON')
  const check = database.prepare('PRAGMA quick_check(1)').get() as { quick_check?: string } | undefined
  if (check?.quick_check !== 'ok') throw Object.assign(new Error('quick_check'), { code: 'SQLITE_CORRUPT' })
  migrate(database)
  return database
}

function migrate(database: HistoryDatabase): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version > STEPS.length) throw new NewerVersion()
  for (let at = version; at < STEPS.length; at++)
    database.exec(`BEGIN IMMEDIATE; ${STEPS[at] ?? ''}; PRAGMA user_version = ${at + 1}; COMMIT;`)
}

function setAside(path: string): string {
  let number = 1
  while (existsSync(`${path}.corrupt-${number}`)) number += 1
  renameSync(path, `${path}.corrupt-${number}`)
  for (const file of filesOf(path)) rmSync(file)
  return `${basename(path)}.corrupt-${number}`
}

/** Files of the history in its folder, damaged ones included. */
export const historyFiles = (path: string): string[] =>
  readdirSync(dirname(path))
    .filter((name) => name.startsWith(basename(path)))
    .map((name) => join(dirname(path), name))
