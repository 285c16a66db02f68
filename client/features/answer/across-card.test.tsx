// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { AcrossCard } from './across-card.tsx'

afterEach(cleanup)

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
  const rest = { isRunning: false, result: undefined, onStop: vi.fn() }
  render(<AcrossCard environments={environments} group={group} onTry={onTry} {...rest} />)
  await userEvent.click(screen.getByRole('button', { name: `Try at ${chosen.length}` }))
  expect(onTry).toHaveBeenCalledExactlyOnceWith(chosen)
})
