import { expect, it } from 'vitest'
import { makeSlots } from './make-slots.ts'

it('R48 never more than four run, all come to their turn in order, and a failure frees its place', async () => {
  const slot = makeSlots(4)
  let running = 0
  let most = 0
  const order: number[] = []
  const work = (number: number) => async () => {
    running += 1
    most = Math.max(most, running)
    order.push(number)
    await new Promise((done) => setImmediate(done))
    running -= 1
    if (number % 3 === 0) throw new Error('it failed')
  }
  const late: Promise<unknown>[] = []
  const first = Array.from({ length: 20 }, (_, number) =>
    slot(work(number)).catch(() => {
      // Asked for in the very moment in which a place becomes free.
      late.push(slot(work(100 + number)).catch(() => undefined))
    }),
  )
  await Promise.all(first)
  await Promise.all(late)
  expect(most).toBe(4)
  expect(running).toBe(0)
  expect(order.filter((number) => number < 100)).toEqual(Array.from({ length: 20 }, (_, number) => number))
  expect(order).toHaveLength(27)
})
