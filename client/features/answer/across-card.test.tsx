// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { MOST_ACROSS } from '../../../shared/contract/diagnoses.ts'
import { AcrossCard } from './across-card.tsx'

afterEach(cleanup)

const rest = { environmentId: 'a', isRunning: false, result: undefined, onStop: vi.fn() }

const environments = [
  { id: 'a', name: 'North', group: 'Riverside' },
  { id: 'b', name: 'South', group: 'Riverside' },
  { id: 'c', name: 'Elsewhere' },
]

it.each([
  { why: 'the group of this environment', group: 'Riverside', chosen: ['a', 'b'] },
  { why: 'all of them without a group', group: undefined, chosen: ['a', 'b', 'c'] },
])('begins with $why', async ({ group, chosen }) => {
  const onTry = vi.fn()
  render(<AcrossCard environments={environments} group={group} onTry={onTry} {...rest} />)
  await userEvent.click(screen.getByRole('button', { name: `Try at ${chosen.length}` }))
  expect(onTry).toHaveBeenCalledExactlyOnceWith(chosen)
})

it('begins with no more than one run takes, this environment among them, and lets one be exchanged', async () => {
  const many = Array.from({ length: MOST_ACROSS + 2 }, (_, index) => ({
    id: `e${index}`,
    name: `Site ${index}`,
  }))
  const onTry = vi.fn<(ids: string[]) => void>()
  const own = `e${MOST_ACROSS + 1}`
  render(<AcrossCard {...rest} environments={many} environmentId={own} group={undefined} onTry={onTry} />)
  const button = () => screen.getByRole('button', { name: `Try at ${MOST_ACROSS}` })
  await userEvent.click(button())
  expect(onTry.mock.lastCall?.[0]).toHaveLength(MOST_ACROSS)
  expect(onTry.mock.lastCall?.[0]).toContain(own)
  const left = `Site ${MOST_ACROSS}`
  expect(screen.getByRole('checkbox', { name: left })).toHaveProperty('disabled', true)
  await userEvent.click(screen.getByRole('checkbox', { name: 'Site 0' }))
  await userEvent.click(screen.getByRole('checkbox', { name: left }))
  await userEvent.click(button())
  expect(onTry.mock.lastCall?.[0]).toContain(`e${MOST_ACROSS}`)
  expect(onTry.mock.lastCall?.[0]).not.toContain('e0')
})
