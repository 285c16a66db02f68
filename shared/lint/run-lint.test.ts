import { describe, expect, it } from 'vitest'
import { anAttempt } from '../testing/an-attempt.ts'
import {
  defineRule,
  everywhere,
  fail,
  pass,
  unknown,
  type ProofClass,
  type Rule,
  type Severity,
} from './define-rule.ts'
import { gradeOf, runLint, severityIn, type Grade } from './run-lint.ts'
import { profileById } from '../profiles/registry.ts'

const rule = (id: string, more: Partial<Rule> = {}): Rule =>
  defineRule({
    id,
    title: id,
    object: 'payload',
    source: { document: 'RFC 7523', url: 'https://www.rfc-editor.org/rfc/rfc7523' },
    severity: everywhere('error'),
    proof: 'P',
    fix: 'Mend it.',
    check: () => fail('/assertion/payload', `${id} fails`),
    ...more,
  })
const facts = await anAttempt('okta').facts()
const said = (rules: readonly Rule[]) =>
  runLint(facts, rules).findings.map(({ ruleId, grade }) => [ruleId, grade])

describe('grade of a finding', () => {
  it.each<[Exclude<Severity, 'off'>, ProofClass, Grade]>([
    ['error', 'P', 'proven'],
    ['error', 'S', 'probable'],
    ['error', 'H', 'hint'],
    ['warning', 'P', 'possible'],
    ['warning', 'S', 'possible'],
    ['warning', 'H', 'hint'],
    ['info', 'P', 'hint'],
    ['info', 'S', 'hint'],
    ['info', 'H', 'hint'],
  ])('%s with proof %s is %s', (severity, proof, grade) => {
    expect(gradeOf(severity, proof)).toBe(grade)
  })
})

describe('severity of a rule', () => {
  it("is the profile's own entry before the one of its family", () => {
    const table = rule('a', { severity: everywhere('warning', { okta: 'error' }) })
    expect(severityIn(table, profileById('okta')!)).toBe('error')
    expect(severityIn(table, profileById('keycloak')!)).toBe('warning')
  })
  it('of one failure stands above the table', () => {
    expect(said([rule('a', { check: () => fail('', 'x', { severity: 'warning' }) })])).toEqual([
      ['a', 'possible'],
    ])
  })
  it('of one failure cannot switch on what the profile switches off', () => {
    const off = rule('a', { severity: everywhere('off'), check: () => fail('', 'x', { severity: 'error' }) })
    expect(said([off])).toEqual([])
  })
  it('off drops a failure and an unknown', () => {
    expect(
      runLint(facts, [rule('a', { severity: everywhere('off'), check: () => unknown('a file') })]).unknowns,
    ).toEqual([])
  })
})

describe('one fault has one owner', () => {
  it('the owner silences the general rule, in either order', () => {
    const general = rule('general')
    const exact = rule('exact', { owns: ['general'] })
    expect(said([general, exact])).toEqual([['exact', 'proven']])
    expect(said([exact, general])).toEqual([['exact', 'proven']])
  })
  it('a rule that passes owns nothing', () => {
    expect(said([rule('general'), rule('exact', { owns: ['general'], check: () => pass })])).toEqual([
      ['general', 'proven'],
    ])
  })
  it('a rule that is off in this profile owns nothing', () => {
    expect(
      said([rule('general'), rule('exact', { owns: ['general'], severity: everywhere('off') })]),
    ).toEqual([['general', 'proven']])
  })
})

it('the worst comes first, equals keep their order', () => {
  const rules = [
    rule('hint', { severity: everywhere('info') }),
    rule('first', { proof: 'S' }),
    rule('second', { proof: 'S' }),
    rule('proof'),
    rule('warning', { severity: everywhere('warning') }),
  ]
  expect(said(rules).map(([id]) => id)).toEqual(['proof', 'first', 'second', 'warning', 'hint'])
})

it('several faults of one rule are several findings', () => {
  const two = rule('a', { check: () => [fail('/a', 'one'), fail('/b', 'two')] })
  expect(runLint(facts, [two]).findings.map(({ pointer }) => pointer)).toEqual(['/a', '/b'])
})
