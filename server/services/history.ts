import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Attempt } from '../../shared/attempt/attempt.ts'
import { readAttempt, type ReadResult } from '../../shared/attempt/read-attempt.ts'
import type { HistoryRow } from '../../shared/contract/history.ts'
import type { ShownAttempt } from '../../shared/contract/token-requests.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { isEvidenceReport, readEvidenceReport } from '../../shared/evidence/read-evidence-report.ts'
import type { HistoryRecord, HistoryStore } from '../history/history-store.ts'
import type { AttemptStore, RecordedAttempt } from './attempts.ts'
import type { DocumentStore } from './fetch-document.ts'
import type { Clock, EnvironmentStore, Logger } from './ports.ts'
import { errorCode } from '../error-code.ts'

/** Whether an attempt is on the disk, and why not. */
export interface Saved {
  readonly saved: boolean
  /** The system's or the database's own word: `SQLITE_FULL`, `EACCES`; `residue` where a secret was left. */
  readonly code?: string
}

export interface HistoryKeeper {
  /** Of the file; undefined in memory. */
  readonly path: string | undefined
  /** Opens the file; called once the program is ready, so that its start does not wait. */
  start(): Promise<void>
  /** The store, opened. @throws WorkbenchError storage-failed */
  store(): Promise<HistoryStore>
  /** What became of an attempt; resolves when it was tried to write it. */
  saved(attemptId: string): Promise<Saved>
  /** An attempt file or what the evidence snippets printed. @throws WorkbenchError request-invalid, storage-failed */
  import(text: string, environmentId: string | undefined): Promise<{ row: HistoryRow; warnings: string[] }>
  warnings(): string[]
  stop(): Promise<void>
}

export interface HistoryDependencies {
  /** Of the file; undefined under `--no-store`. */
  readonly path: string | undefined
  readonly openStore: () => Promise<HistoryStore>
  readonly attempts: AttemptStore
  readonly environments: EnvironmentStore
  readonly documents: DocumentStore
  readonly clock: Clock
  readonly log: Logger
  /** Secrets that belong to no attempt: the password of the proxy. */
  readonly secrets: readonly string[]
}

/** Attempts that could not be written and wait for space. */
const MAX_WAITING = 200

/** Writes every attempt of the run to the history, redacted before the disk, one after the other. */
export function makeHistoryKeeper(deps: HistoryDependencies): HistoryKeeper {
  const results = new Map<string, Promise<Saved>>()
  let opened: Promise<HistoryStore> | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting: HistoryRecord[] = []
  let problem: string | undefined
  // Masks of one run are the same for the same value, so that a reused code is seen; another run cannot be joined.
  const runKey = randomBytes(32)
  const label = (kind: string, value: string): string =>
    createHmac('sha256', runKey).update(`${kind} ${value}`).digest('hex').slice(0, 12)

  const open = (): Promise<HistoryStore> =>
    (opened ??= deps.openStore().then(
      (store) => {
        if (store.warning !== undefined) deps.log.warn({}, 'the history file was damaged and is set aside')
        return store
      },
      (error: unknown) => {
        // The next one tries again: a disk has space again, a folder becomes writable.
        opened = undefined
        throw error
      },
    ))
  const store = async (): Promise<HistoryStore> => {
    try {
      return await open()
    } catch (cause) {
      throw new WorkbenchError('storage-failed', `The history could not be opened (${errorCode(cause)}).`, {
        cause,
      })
    }
  }
  const write = async (record: HistoryRecord): Promise<Saved> => {
    const queue = [...waiting, record]
    waiting = []
    let result: Saved = { saved: true }
    for (const each of queue) {
      try {
        ;(await open()).add(each, deps.clock.now())
        problem = undefined
      } catch (error) {
        if (each === record) result = { saved: false, code: errorCode(error) }
        problem = `Attempts could not be written to the history (${errorCode(error)}). They are kept in memory and are written when that works again.`
        waiting = [...waiting, each].slice(-MAX_WAITING)
        deps.log.warn({ code: errorCode(error) }, 'an attempt could not be written to the history')
      }
    }
    return result
  }
  const inOrder = <T>(task: () => Promise<T>): Promise<T> => {
    const done = last.then(task, task)
    last = done.catch(() => undefined)
    return done
  }
  const keep = (recorded: RecordedAttempt): Promise<Saved> =>
    inOrder(async () => {
      const name = nameOf(deps.environments, recorded.shown.environmentId)
      const secrets = [...deps.secrets, ...recorded.secrets.values()]
      const { makeHistoryRecord } = await import('./history-record.ts')
      const made = await makeHistoryRecord(
        recorded.attempt,
        { ...placeOf(recorded.shown), environmentName: name },
        { secrets, label },
      )
      if ('residue' in made) {
        problem = `An attempt was not written to the history: ${made.residue.what} was left in it.`
        deps.log.error(
          { what: made.residue.what, form: made.residue.form },
          'a secret was left in an attempt',
        )
        return { saved: false, code: 'residue' }
      }
      return write(made)
    }).catch((error: unknown) => ({ saved: false, code: errorCode(error) }))

  const leave = deps.attempts.onAdded((recorded) => void results.set(recorded.shown.id, keep(recorded)))
  return {
    path: deps.path,
    async start() {
      await open().catch((error: unknown) => {
        problem = `The history could not be opened (${errorCode(error)}); attempts are kept in memory.`
      })
    },
    store,
    saved: (attemptId) => results.get(attemptId) ?? Promise.resolve({ saved: false, code: 'not-recorded' }),
    async import(text, environmentId) {
      const read = isEvidenceReport(text) ? fromEvidence(deps, text, environmentId) : readAttempt(text)
      if (!read.ok) throw new WorkbenchError('request-invalid', read.message)
      const id = randomUUID()
      const attempt: Attempt = { ...read.attempt }
      const { makeHistoryRecord } = await import('./history-record.ts')
      const place = {
        id,
        environmentId: 'imported',
        environmentName: 'Imported',
        sentAt: attempt.sentAt ?? deps.clock.now(),
        madeBy: 'import',
        name: attempt.id.slice(0, 80),
      }
      const made = await makeHistoryRecord(attempt, place, { secrets: deps.secrets, label })
      if ('residue' in made)
        throw new WorkbenchError(
          'request-invalid',
          `The file still holds ${made.residue.what}; it is not kept.`,
        )
      const kept = await inOrder(() => write(made))
      if (!kept.saved)
        throw new WorkbenchError('storage-failed', `The attempt could not be written (${kept.code ?? ''}).`)
      return { row: (await store()).read(id).row, warnings: [...read.warnings] }
    },
    warnings: () => [problem].flatMap((each) => each ?? []),
    async stop() {
      leave()
      await last
      await opened?.then((each) => each.close()).catch(() => undefined)
    },
  }
}

/** A colleague's evidence, judged with what is known of the environment that it is about. */
function fromEvidence(
  { environments, documents }: HistoryDependencies,
  text: string,
  environmentId: string | undefined,
): ReadResult {
  const environment = environments.list().find(({ id }) => id === environmentId)
  const attempt = readEvidenceReport(text, {
    profile: environment?.profile ?? 'rfc7523',
    ...(environment === undefined
      ? {}
      : { environment: environment.settings, documents: documents.list(environment.id) }),
  })
  return attempt === undefined
    ? {
        ok: false,
        code: 'not-an-attempt',
        message: 'The text begins like evidence, and header or claims in it are missing or cut off.',
      }
    : { ok: true, attempt, warnings: [] }
}

function nameOf(environments: EnvironmentStore, id: string): string {
  return environments.list().find((each) => each.id === id)?.name ?? id
}

const placeOf = ({ id, environmentId, sentAt, madeBy, note }: ShownAttempt) => ({
  id,
  environmentId,
  sentAt,
  madeBy,
  name: note?.slice(0, 80) ?? '',
})
