import { describe, expect, it } from 'vitest'
import { profileById } from '../profiles/registry.ts'
import type { ProfileId } from '../profiles/profile.ts'
import { anAttempt, type AttemptBuilder } from '../testing/an-attempt.ts'
import { RULES } from './registry.ts'
import { ruleStates } from './rule-states.ts'
import { runLint } from './run-lint.ts'

const statesOf = async (attempt: AttemptBuilder, id: ProfileId = 'epic-sandbox') =>
  new Map(
    ruleStates(profileById(id)!, runLint(await attempt.facts(), RULES), RULES).map((row) => [
      row.rule.id,
      row,
    ]),
  )

describe('what each rule says now', () => {
  it.each([
    { why: 'a fault', rule: 'payload-window-too-wide', state: 'fails', words: /300/ },
    {
      why: 'another names it',
      rule: 'payload-exp-too-far',
      state: 'left',
      words: /^payload-window-too-wide/,
    },
    { why: 'nothing found in what is there', rule: 'payload-jti-missing', state: 'passes', words: /nothing/ },
    { why: 'no key bytes in the page', rule: 'key-crlf', state: 'not-checked', words: /key file/ },
    { why: 'not asked for here', rule: 'header-typ-missing', state: 'off', words: /Epic sandbox/ },
  ])('$rule $state: $why', async ({ rule, state, words }) => {
    const { iat } = JSON.parse(anAttempt('epic-sandbox').texts().payloadText) as { iat: number }
    const states = await statesOf(
      anAttempt('epic-sandbox')
        .asTyped()
        .withPayload({ exp: iat + 900 }),
    )
    expect(states.get(rule)).toMatchObject({ state })
    expect(states.get(rule)?.why).toMatch(words)
  })

  it('no rule passes about what is not at hand', async () => {
    const states = await statesOf(anAttempt('epic-sandbox').asTyped())
    const looked = [...states.values()].filter(({ rule }) => rule.object === 'response')
    expect(looked.filter(({ state }) => state === 'passes')).toEqual([])
  })
})
