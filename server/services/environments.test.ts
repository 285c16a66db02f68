import { expect, it } from 'vitest'
import type { Environment } from '../../shared/contract/environments.ts'
import { memoryJsonFile } from '../storage/json-file.ts'
import { makeEnvironmentStore } from './environments.ts'

const environment = (id: string, origin: Environment['origin'] = 'user'): Environment => ({
  id,
  name: id,
  profile: 'smart-generic',
  origin,
  settings: { label: origin === 'practice' ? 'practice' : 'non-production' },
})

const storeWith = (stored: readonly Environment[], lastId: string, readOnly: readonly Environment[] = []) =>
  makeEnvironmentStore({
    environments: memoryJsonFile({ environments: [...stored] }),
    drafts: memoryJsonFile({}),
    settings: memoryJsonFile({ keyIds: {}, lastId }),
    readOnly: () => readOnly,
    initialDrafts: {},
  })

it.each([
  {
    why: 'the practice environment',
    stored: ['epic'],
    readOnly: ['practice'],
    removed: 'epic',
    next: 'practice',
  },
  { why: 'another of one’s own', stored: ['epic', 'okta'], readOnly: [], removed: 'epic', next: 'okta' },
  { why: 'nothing, where nothing is left', stored: ['epic'], readOnly: [], removed: 'epic', next: undefined },
])(
  'after the open environment was deleted, $why is the one to come back to',
  async ({ stored, readOnly, removed, next }) => {
    const store = storeWith(
      stored.map((id) => environment(id)),
      removed,
      readOnly.map((id) => environment(id, 'practice')),
    )
    await store.remove(removed)
    expect(store.lastId()).toBe(next)
  },
)

it('deleting another environment leaves the open one open', async () => {
  const store = storeWith([environment('epic'), environment('okta')], 'epic', [
    environment('practice', 'practice'),
  ])
  await store.remove('okta')
  expect(store.lastId()).toBe('epic')
})
