// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { Confirmation } from '../../../shared/errors.ts'
import ConfirmDialog from './confirm-dialog.tsx'

// jsdom has no CSS.escape, which React Aria looks for when a dialog opens.
vi.stubGlobal('CSS', { escape: (text: string) => text })

afterEach(cleanup)

const production: Confirmation = {
  id: 'production-send fhir.example',
  kind: 'production-send',
  message: 'This sends an assertion to fhir.example in production.',
  values: { host: 'fhir.example', keyThumbprint: 'T3st' },
}
const elsewhere: Confirmation = {
  id: 'audience-elsewhere',
  kind: 'audience-elsewhere',
  message: 'aud names https://other.example, the request goes to https://fhir.example.',
  values: { aud: 'https://other.example', target: 'https://fhir.example' },
}

const ask = (confirmations: readonly Confirmation[]) => {
  const onAnswer = vi.fn<(yes: boolean) => void>()
  render(<ConfirmDialog confirmations={confirmations} onAnswer={onAnswer} />)
  return { onAnswer, dialog: screen.getByRole('alertdialog') }
}

it('names the host and the key before anything goes to production', () => {
  const { dialog } = ask([production])
  expect(within(dialog).getByRole('heading').textContent).toBe('This goes to production')
  expect(dialog.textContent).toContain('fhir.example')
  expect(dialog.textContent).toContain('key thumbprint')
  expect(dialog.textContent).toContain('T3st')
})

it('lists each thing with both values when there are several', () => {
  const { dialog } = ask([elsewhere, production])
  expect(within(dialog).getAllByRole('listitem')).toHaveLength(2)
  expect(dialog.textContent).toContain('https://other.example')
  expect(dialog.textContent).toContain('https://fhir.example')
})

it('says yes only by its button', async () => {
  const { onAnswer } = ask([production])
  await userEvent.click(screen.getByRole('button', { name: 'Send to production' }))
  expect(onAnswer).toHaveBeenCalledExactlyOnceWith(true)
})

it.each([
  {
    why: 'the other button',
    act: () => userEvent.click(screen.getByRole('button', { name: 'Do not send' })),
  },
  { why: 'Escape', act: () => userEvent.keyboard('{Escape}') },
])('is a no: $why', async ({ act }) => {
  const { onAnswer } = ask([production])
  await act()
  expect(onAnswer).toHaveBeenCalledWith(false)
})

it('starts on the button that does nothing', () => {
  ask([production])
  expect(document.activeElement?.textContent).toBe('Do not send')
})
