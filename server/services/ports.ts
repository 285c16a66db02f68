/**
 * The shapes through which the parts of the server know each other. The parts are made in `server/program.ts` and
 * handed to the services; no service imports another part's implementation.
 */
import type { Draft, Environment } from '../../shared/contract/environments.ts'
import type { KeySummary } from '../../shared/contract/keys.ts'
import type { LedgerEntry } from '../../shared/contract/ledger.ts'

export interface Clock {
  /** Wall clock, NumericDate with fraction; only for values that are written into something. */
  now(): number
  /** Monotonic milliseconds; for durations and expiries. */
  monotonicMs(): number
}

/** What may stand in a log line: no free objects, no header values, no queries. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

export interface Logger {
  info(fields: LogFields, event: string): void
  warn(fields: LogFields, event: string): void
  error(fields: LogFields, event: string): void
}

export interface Ledger {
  /** Adds one outbound connection or one opened key file; the ledger gives it its number and time. */
  record(entry: Omit<LedgerEntry, 'sequence' | 'at'>): void
  /** Newest first. */
  list(): LedgerEntry[]
}

export interface EnvironmentStore {
  /** The practice one first, then the one of `--env`, then the user's in the order of making. */
  list(): Environment[]
  /** @throws WorkbenchError environment-not-found */
  get(id: string): Environment
  /** @throws WorkbenchError environment-read-only, storage-failed */
  save(environment: Environment): Promise<Environment>
  /** @throws WorkbenchError environment-not-found, environment-read-only, storage-failed */
  remove(id: string): Promise<{ environment: Environment; draft: Draft | undefined }>
  drafts(): Record<string, Draft>
  /** @throws WorkbenchError environment-not-found, request-invalid for a draft with a secret, storage-failed */
  saveDraft(environmentId: string, draft: Draft): Promise<void>
  lastId(): string | undefined
  /** Remembers the environment that something was done in. */
  touch(id: string): void
}

/** A signing key without its bytes; made by `server/keys` alone. */
export interface KeyStore {
  list(): Promise<{ keys: KeySummary[]; folders: { path: string; exists: boolean }[] }>
  /** @throws WorkbenchError key-not-found, key-locked, passphrase-wrong, key-unusable */
  open(keyId: string, passphrase?: string): Promise<KeySummary>
  lock(keyId: string): Promise<KeySummary>
}

/** Where the practice server is in its life. */
export interface PracticeStatus {
  readonly state: 'starting' | 'ready' | 'failed' | 'off'
  readonly origin: string | undefined
  readonly detail: string | undefined
}

/** The profile files of the user's own. */
export interface ProfileFiles {
  readonly folder: string
  /** `text` is undefined where the file cannot be read. */
  list(): { file: string; text: string | undefined }[]
  /** False where a file of that name is there already. */
  create(file: string, text: string): Promise<boolean>
}

/** One readable JSON file in the data folder, or a place in memory under `--no-store`. */
export interface JsonFile<T> {
  /** What was written last, also when it did not reach the disk; else what is there now. */
  read(): T
  /** Resolves when the new content is on the disk. @throws WorkbenchError storage-failed */
  write(value: T): Promise<void>
}
