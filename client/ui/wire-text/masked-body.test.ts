import { describe, expect, it } from 'vitest'
import { decodeForm, DOTS, maskForm } from './masked-body.ts'

describe('maskForm', () => {
  it.each([
    { why: 'the value', body: 'a=1&code=secret', out: `a=1&code=${DOTS}` },
    { why: 'every occurrence', body: 'code=x&code=y', out: `code=${DOTS}&code=${DOTS}` },
    { why: 'a value with an equals sign in it', body: 'code=a=b', out: `code=${DOTS}` },
    { why: 'nothing where there is no value', body: 'code=&code', out: 'code=&code' },
    { why: 'no other parameter that starts alike', body: 'code_x=1', out: 'code_x=1' },
  ])('hides $why', ({ body, out }) => expect(maskForm(body, ['code'])).toBe(out))
})

describe('decodeForm', () => {
  it.each([
    { why: 'percent and plus', body: 'a=b%20c+d', name: 'a', value: 'b c d' },
    { why: 'a pair without a value', body: 'a', name: 'a', value: '' },
    { why: 'a broken escape, raw', body: 'a=%zz', name: 'a', value: '%zz' },
  ])('reads $why', ({ body, name, value }) => expect(decodeForm(body)).toEqual([{ name, value }]))
})
