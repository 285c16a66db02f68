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
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'

export const mountHistory = (router: IRouter, { history, statusSources }: Program): void => {
  mount(router, listHistory, async ({ before, limit, ...filter }) =>
    (await history.store()).list(filter, before, limit),
  )
  mount(router, describeHistory, async () => {
    const store = await history.store()
    return {
      stored: statusSources.stored,
      ...(statusSources.stored ? { path: history.path } : {}),
      bytes: store.bytes(),
      retention: store.retention(),
      ...store.facets(),
      warnings: [...(store.warning === undefined ? [] : [store.warning]), ...history.warnings()],
      undo: store.undoCount(),
    }
  })
  mount(router, readHistory, async ({ id }) => (await history.store()).read(id))
  mount(router, changeHistory, async ({ id, ...change }) => ({
    row: (await history.store()).change(id, change),
  }))
  mount(router, removeHistory, async (input) => ({
    removed: (await history.store()).remove('ids' in input ? input.ids : 'all'),
  }))
  mount(router, restoreHistory, async () => ({ restored: (await history.store()).restore() }))
  mount(router, wipeHistory, async () => ({ removed: (await history.store()).wipe() }))
  mount(router, setRetention, async ({ retention }) => {
    const removed = (await history.store()).setRetention(retention, statusSources.clock.now())
    return { retention, removed }
  })
  mount(router, importAttempt, ({ text, environmentId }) => history.import(text, environmentId))
}
