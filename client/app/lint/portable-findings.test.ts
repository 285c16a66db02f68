import { describe, expect, it } from 'vitest'
import type { Finding, LintResult } from '../../../shared/lint/run-lint.ts'
import { fromPortable, reapply, toPortable } from './portable-findings.ts'

const before = '{"iss":"me","aud":"https://ehr.example/token/","iat":1764000000,"exp":1764000240}'
const after = '{"iss":"me","aud":"https://ehr.example/token","iat":1764000000,"exp":1764000240}'

describe('reapply', () => {
  it.each([
    { why: 'the same text', text: before, wanted: after },
    {
      why: 'other claims were renewed since',
      text: before.replaceAll('1764000', '1764111'),
      wanted: after.replaceAll('1764000', '1764111'),
    },
    { why: 'the place was edited by hand', text: '{"aud":"x"}', wanted: '{"aud":"x"}' },
    { why: 'the place is there twice', text: before + before, wanted: before + before },
  ])('$why', ({ text, wanted }) => expect(reapply(before, after, text)).toBe(wanted))
})

it('a finding crosses the thread border with its repair', () => {
  const finding = {
    ruleId: 'aud-trailing-slash',
    edit: {
      label: 'Remove it',
      target: 'payloadText',
      apply: (text: string) => text.replace('token/', 'token'),
    },
  } as unknown as Finding
  const result: LintResult = { findings: [finding], unknowns: [], left: {}, absent: [] }
  const posted = structuredClone(toPortable(result, { headerText: '{}', payloadText: before }))
  expect(fromPortable(posted).findings[0]?.edit?.apply(before)).toBe(after)
})
