// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { AccessLogField } from './access-log-field.tsx'

const SENT = Date.parse('2025-11-24T16:01:00Z') / 1_000

it('reads pasted lines at once, and takes its reading back when they are removed', async () => {
  const onReading = vi.fn<(reading: string | undefined) => void>()
  const sends = [{ sentAt: SENT, receivedAt: SENT + 1, isUnknownKid: false }]
  render(<AccessLogField path="/keys.json" sends={sends} onReading={onReading} />)
  const box = screen.getByRole('textbox', { name: /access log of the host of \/keys\.json/ })
  await userEvent.click(box)
  await userEvent.paste('52.1.2.3 - - [24/Nov/2025:16:01:02 +0000] "GET /keys.json HTTP/1.1" 200 512')
  expect(screen.getByRole('status').textContent).toMatch(
    /1 line read, 1 for \/keys\.json\. One came 2 s after/,
  )
  expect(onReading).toHaveBeenLastCalledWith('fetched')
  await userEvent.clear(box)
  expect(onReading).toHaveBeenLastCalledWith(undefined)
  expect(screen.queryByRole('status')).toBeNull()
})
