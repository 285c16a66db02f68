import type { IRouter } from 'express'
import {
  listEnvironments,
  removeEnvironment,
  saveDraft,
  saveEnvironment,
} from '../../shared/contract/environments.ts'
import { listVariables, takeVariable } from '../../shared/contract/variables.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'

/** Long enough for the first start, in which the practice keys are made. */
const PRACTICE_WAIT_MS = 5_000

export const mountEnvironments = (router: IRouter, { environments, practice, variables }: Program): void => {
  mount(router, listEnvironments, async () => {
    // The addresses and the key of the practice environment are known once its server runs.
    await practice.settled(PRACTICE_WAIT_MS)
    const lastId = environments.lastId()
    return {
      environments: environments.list(),
      drafts: environments.drafts(),
      ...(lastId === undefined ? {} : { lastId }),
    }
  })
  mount(router, saveEnvironment, async ({ environment }) => ({
    environment: await environments.save(environment),
  }))
  mount(router, removeEnvironment, async ({ id }) => {
    const { environment, draft } = await environments.remove(id)
    return { environment, ...(draft === undefined ? {} : { draft }) }
  })
  mount(router, saveDraft, async ({ environmentId, draft }) => {
    await environments.saveDraft(environmentId, draft)
    return { saved: true }
  })
  mount(router, listVariables, variables.list)
  mount(router, takeVariable, variables.take)
}
