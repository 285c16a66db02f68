import { describe, expect, it } from 'vitest'
import { describeParameters, otherFacts } from './describe-parameters.ts'
import { PROFILES } from './registry.ts'

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))('%s', (_, profile) => {
  it('each parameter has one fact that says how sure it is and where it is written', () => {
    for (const parameter of Object.keys(profile.parameters)) {
      const grounds = profile.facts.filter(({ about }) => about?.some((name) => name === parameter))
      expect(
        grounds.map(({ source }) => source),
        parameter,
      ).toHaveLength(1)
    }
  })
  it('what is not known is never given a value', () => {
    for (const { parameter, isKnown, value, fact } of describeParameters(profile)) {
      if (isKnown) expect(fact.standing, `${parameter} ${value}`).not.toBe('unknown')
      else expect(value).toMatch(/^not (known|limited)$/)
    }
  })
  it('every fact is shown once, and a link is https', () => {
    const about = new Set(describeParameters(profile).map(({ fact }) => fact))
    for (const fact of profile.facts) {
      expect(about.has(fact) !== otherFacts(profile).includes(fact), fact.name).toBe(true)
      if (fact.url !== undefined) expect(fact.url).toMatch(/^https:\/\//)
    }
  })
  it('says where the reason of a refusal is written, or whom to ask', () => {
    expect(profile.reason.where).toMatch(/\.$/)
    expect(profile.reason.how.length).toBeGreaterThan(0)
  })
})
