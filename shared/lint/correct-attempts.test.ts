import { describe, expect, it } from 'vitest'
import { diagnose } from '../diagnosis/diagnose.ts'
import { PROFILES } from '../profiles/registry.ts'
import { aLogin, aRedirect, aSuccess } from '../testing/a-login.ts'
import { anAttempt, type AttemptBuilder } from '../testing/an-attempt.ts'
import type { Rule, RuleResult } from './define-rule.ts'
import { RULES } from './registry.ts'
import { runLint } from './run-lint.ts'

const ATTEMPTS: readonly (readonly [
  what: string,
  make: (id: (typeof PROFILES)[number]['id']) => AttemptBuilder,
])[] = [
  ['refused for a reason outside of it', anAttempt],
  ['answered with a token', aSuccess],
  ['as typed, before it is signed', (id) => anAttempt(id).asTyped()],
]

const isPass = (result: ReturnType<Rule['check']>): boolean =>
  Array.isArray(result) ? result.length === 0 : (result as RuleResult).kind === 'pass'

describe.each(PROFILES.map(({ id }) => id))('%s: no rule says anything about a correct attempt', (id) => {
  it.each(ATTEMPTS)('%s', async (_, make) => {
    const facts = await make(id).facts()
    expect(
      runLint(facts, RULES).findings.map(({ ruleId, grade, message }) => [ruleId, grade, message]),
    ).toEqual([])
  })
})

describe.each(['epic-sandbox', 'epic-production', 'smart-generic', 'oracle-health'] as const)(
  '%s: a correct EHR launch',
  (id) => {
    it.each([
      ['up to the redirect', aRedirect(id)],
      ['exchanged for a token', aLogin(id)],
    ])('%s', async (_, attempt) => {
      const facts = await attempt.facts()
      const { findings } = runLint(facts, RULES)
      expect(findings.map(({ ruleId, grade, message }) => [ruleId, grade, message])).toEqual([])
    })
  },
)

it('every rule passes a correct attempt, it does not merely keep silent', async () => {
  const attempts = PROFILES.flatMap(({ id }) => ATTEMPTS.map(([, make]) => make(id)))
  const everyFact = await Promise.all([...attempts, aLogin('epic-sandbox')].map((attempt) => attempt.facts()))
  const never = RULES.filter((rule) => !everyFact.some((facts) => isPass(rule.check(facts))))
  expect(never.map(({ id }) => id)).toEqual([])
})

it('a success with nothing wrong is clean', async () => {
  const facts = await aSuccess().facts()
  expect(diagnose(facts, runLint(facts, RULES))).toMatchObject({
    outcome: 'clean',
    fate: 'succeeded',
    causes: [],
  })
})
