import { describe, expect, it } from 'vitest'
import { mergeEdit, smallestEdit, withLineFeeds } from './line-ends.ts'
import { fc } from '../../../shared/testing/properties.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '\r', '{', '😀') })

describe('smallestEdit', () => {
  it('turns the one text into the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = smallestEdit(before, after)
        const made = edit ? before.slice(0, edit.start) + edit.text + before.slice(edit.end) : before
        expect(made).toBe(after)
      }),
    )
  })
})

describe('mergeEdit', () => {
  it.each([
    {
      why: 'keeps CRLF around a changed value',
      raw: '{\r\n"a":1\r\n}',
      next: '{\n"a":2\n}',
      out: '{\r\n"a":2\r\n}',
    },
    { why: 'types a new line as the text has them', raw: 'a\r\nb', next: 'a\nb\n', out: 'a\r\nb\r\n' },
    { why: 'keeps mixed line ends', raw: 'a\r\nb\nc\rd', next: 'a\nb\nc\nx', out: 'a\r\nb\nc\rx' },
    {
      why: 'keeps two line ends two when what stood between goes',
      raw: '\ra\n',
      next: '\n\n',
      out: '\r\n\n',
    },
    { why: 'takes plain text as it comes', raw: 'a\nb', next: 'a\nc', out: 'a\nc' },
  ])('$why', ({ raw, next, out }) => expect(mergeEdit(raw, next)).toBe(out))

  it('shows what was typed, and changes nothing when nothing was', () => {
    fc.assert(
      fc.property(text, text, (raw, typed) => {
        const next = withLineFeeds(typed)
        expect(withLineFeeds(mergeEdit(raw, next))).toBe(next)
        expect(mergeEdit(raw, withLineFeeds(raw))).toBe(raw)
      }),
    )
  })
})
