import { expect, it } from 'vitest'
import { freeId } from './new-environment.ts'

it.each([
  { why: 'plain words', name: 'Epic sandbox', taken: [], id: 'epic-sandbox' },
  { why: 'a taken id gets a number', name: 'Epic', taken: ['epic', 'epic-2'], id: 'epic-3' },
  { why: 'accents and signs', name: ' Klinik Zürich (Test) ', taken: [], id: 'klinik-zu-rich-test' },
  { why: 'nothing that an id can hold', name: '病院', taken: [], id: 'environment' },
])('freeId: $why', ({ name, taken, id }) => expect(freeId(name, taken)).toBe(id))
