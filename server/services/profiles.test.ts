import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openProfileFiles } from '../storage/profile-files.ts'
import { makeOwnProfiles } from './profiles.ts'

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'profiles-'))))
afterEach(() => rm(folder, { recursive: true }))
const profiles = () => makeOwnProfiles(openProfileFiles(join(folder, 'profiles')))

it('there are none before somebody makes one', () => {
  expect(profiles().list()).toMatchObject({ profiles: [], problems: [] })
})

it('a copy is a private file that is never overwritten, and is chosen by its id', async () => {
  const first = await profiles().copy({ from: 'epic-sandbox', name: 'Epic at St. Mary' })
  const second = await profiles().copy({ from: first.id, name: 'Epic at St. Mary' })
  expect(await readdir(join(folder, 'profiles'))).toEqual(['epic-at-st-mary-2.json', 'epic-at-st-mary.json'])
  expect((await stat(first.path)).mode & 0o777).toBe(0o600)
  expect(
    profiles()
      .list()
      .profiles.map(({ name }) => name),
  ).toEqual(['Epic at St. Mary', 'Epic at St. Mary'])
  expect(profiles().resolve(second.id)).toMatchObject({ id: 'epic-sandbox', own: { id: second.id } })
})

it('what is changed in the file is what counts from then on', async () => {
  const { path, id } = await profiles().copy({ from: 'epic-sandbox', name: 'Strict' })
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace('"maxLifetimeS": 300', '"maxLifetimeS": 60'))
  expect(profiles().resolve(id)?.parameters.maxLifetimeS).toBe(60)
})

it('a bad file is named with its line and harms no other', async () => {
  await profiles().copy({ from: 'okta', name: 'Good' })
  await writeFile(join(folder, 'profiles', 'bad.json'), '{\n  "name": 12\n}')
  const { profiles: read, problems } = profiles().list()
  expect(read).toHaveLength(1)
  expect(problems).toMatchObject([{ file: 'bad.json', line: 2 }])
})

it('says so when a copy cannot be written', async () => {
  await chmod(folder, 0o500)
  const isRoot = process.getuid?.() === 0
  const copy = profiles().copy({ from: 'okta', name: 'Nowhere' })
  if (isRoot) await expect(copy).resolves.toBeDefined()
  else await expect(copy).rejects.toMatchObject({ code: 'storage-failed' })
  await chmod(folder, 0o700)
})

it('refuses to copy what is not there', async () => {
  await expect(profiles().copy({ from: 'own-gone', name: 'x' })).rejects.toMatchObject({
    code: 'request-invalid',
  })
})
