import type { IRouter } from 'express'
import {
  changeHistory,
  describeHistory,
  importAttempt,
  listHistory,
  readHistory,
  removeHistory,
  restoreHistory,
  setRetention,
  wipeHistory,
} from '../../shared/contract/history.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { HistoryStore } from '../history/history-store.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'
import { errorCode } from '../error-code.ts'

/** A full disk or a folder that became read-only is said with the database's own word. */
const storageFault = (cause: unknown): unknown => {
  const code = errorCode(cause)
  if (!code.startsWith('SQLITE_')) return cause
  return new WorkbenchError('storage-failed', `The history could not do that (${code}).`, { cause })
}

export const mountHistory = (router: IRouter, { history, statusSources }: Program): void => {
  const inStore = async <T>(work: (store: HistoryStore) => T): Promise<T> => {
    const store = await history.store()
    try {
      return work(store)
    } catch (cause) {
      throw storageFault(cause)
    }
  }
  mount(router, listHistory, ({ before, limit, ...filter }) =>
    inStore((store) => store.list(filter, before, limit)),
  )
  mount(router, describeHistory, () =>
    inStore((store) => ({
      stored: statusSources.stored,
      ...(statusSources.stored ? { path: history.path } : {}),
      bytes: store.bytes(),
      retention: store.retention(),
      ...store.facets(),
      warnings: [...(store.warning === undefined ? [] : [store.warning]), ...history.warnings()],
      undo: store.undoCount(),
    })),
  )
  mount(router, readHistory, ({ id }) => inStore((store) => store.read(id)))
  mount(router, changeHistory, ({ id, ...change }) => inStore((store) => ({ row: store.change(id, change) })))
  mount(router, removeHistory, (input) =>
    inStore((store) => ({ removed: store.remove('ids' in input ? input.ids : 'all') })),
  )
  mount(router, restoreHistory, () => inStore((store) => ({ restored: store.restore() })))
  mount(router, wipeHistory, () => inStore((store) => ({ removed: store.wipe() })))
  mount(router, setRetention, ({ retention }) =>
    inStore((store) => ({ retention, removed: store.setRetention(retention, statusSources.clock.now()) })),
  )
  mount(router, importAttempt, ({ text, environmentId }) => history.import(text, environmentId))
}
