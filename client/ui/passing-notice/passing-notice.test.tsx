// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PassingNotice } from './passing-notice.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const say = () => {
  const onGone = vi.fn<() => void>()
  render(
    <PassingNotice onGone={onGone}>
      Epic sandbox was deleted. <button type="button">Undo</button>
    </PassingNotice>,
  )
  return { onGone, notice: screen.getByRole('status'), undo: screen.getByRole('button', { name: 'Undo' }) }
}
const wait = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms)
  })
}

it('goes by itself, once, and not at once', () => {
  const { onGone } = say()
  wait(19_999)
  expect(onGone).not.toHaveBeenCalled()
  wait(1)
  expect(onGone).toHaveBeenCalledTimes(1)
})

it('stays while somebody points at it, and its time begins anew then', () => {
  const { onGone, notice } = say()
  wait(15_000)
  fireEvent.pointerEnter(notice)
  wait(120_000)
  expect(onGone).not.toHaveBeenCalled()
  fireEvent.pointerLeave(notice)
  wait(19_999)
  expect(onGone).not.toHaveBeenCalled()
  wait(1)
  expect(onGone).toHaveBeenCalledTimes(1)
})

it('stays while the keyboard is in it, on whichever of its buttons', () => {
  const { onGone, undo } = say()
  act(() => {
    undo.focus()
  })
  act(() => {
    screen.getByRole('button', { name: 'Close' }).focus()
  })
  wait(120_000)
  expect(onGone).not.toHaveBeenCalled()
  act(() => {
    screen.getByRole('button', { name: 'Close' }).blur()
  })
  wait(20_000)
  expect(onGone).toHaveBeenCalledTimes(1)
})
