import { expect, it } from 'vitest'
import { newestOnly } from './newest-only.ts'

it('runs the first at once, then only the newest of those that came meanwhile', async () => {
  const started: string[] = []
  const ends: (() => void)[] = []
  const ask = newestOnly<string>((job) => {
    started.push(job)
    return new Promise((end) => ends.push(end))
  })
  for (const job of ['a', 'b', 'c']) ask(job)
  expect(started).toEqual(['a'])
  ends.shift()?.()
  await Promise.resolve()
  expect(started).toEqual(['a', 'c'])
  ends.shift()?.()
  await Promise.resolve()
  await Promise.resolve()
  ask('d')
  expect(started).toEqual(['a', 'c', 'd'])
})
