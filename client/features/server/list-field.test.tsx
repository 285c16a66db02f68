// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { ListField, type ListFieldProps } from './list-field.tsx'

afterEach(cleanup)

const open = (more: Partial<ListFieldProps> = {}) => {
  const props: ListFieldProps = {
    label: 'Registered scopes',
    values: [],
    separator: /[\s,]+/,
    isDisabled: false,
    description: 'One a line.',
    onValues: vi.fn(),
    ...more,
  }
  const { rerender } = render(<ListField {...props} />)
  return { ...props, again: (next: Partial<ListFieldProps>) => rerender(<ListField {...props} {...next} />) }
}
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Registered scopes' })

it.each([
  { text: 'openid  fhirUser\nopenid', values: ['openid', 'fhirUser'] },
  { text: 'a, b', values: ['a', 'b'] },
  { text: ' \n ', values: undefined },
])('reads $text', ({ text, values }) => {
  const { onValues } = open()
  fireEvent.change(box(), { target: { value: text } })
  expect(onValues).toHaveBeenLastCalledWith(values)
})

it('leaves the text as typed while its values come back, and follows a change from elsewhere', () => {
  const { again } = open()
  fireEvent.change(box(), { target: { value: 'openid  ' } })
  again({ values: ['openid'] })
  expect(box().value).toBe('openid  ')
  again({ values: ['launch', 'openid'] })
  expect(box().value).toBe('launch\nopenid')
})
