import { describe, expect, it } from 'vitest'
import { describeParameters } from './describe-parameters.ts'
import { printOwnProfile, profileKey, readOwnProfile, resolveProfile } from './own-profile.ts'
import { profileById, PROFILES } from './registry.ts'

const epic = profileById('epic-sandbox')!
const copy = printOwnProfile(epic, 'Epic at St. Mary')
const read = (text: string) => {
  const result = readOwnProfile(text, 'st-mary.json')
  if (!result.ok) throw new Error(result.detail)
  return result.profile
}

describe('a profile of one’s own', () => {
  it.each(PROFILES.map((profile) => [profile.id, profile] as const))(
    'a copy of %s is that profile',
    (_, base) => {
      const own = readOwnProfile(printOwnProfile(base, base.name), 'copy.json')
      expect(own.ok && own.profile.parameters).toEqual(base.parameters)
      expect(own.ok && own.profile.id).toBe(base.id)
    },
  )

  it('takes a changed value, and says that it is the user’s own', () => {
    const own = read(copy.replace('"maxLifetimeS": 300', '"maxLifetimeS": 120'))
    expect(own.parameters.maxLifetimeS).toBe(120)
    const row = describeParameters(own).find(({ parameter }) => parameter === 'maxLifetimeS')
    expect(row?.fact).toMatchObject({ standing: 'reported', source: 'your profile st-mary.json' })
    expect(describeParameters(own).find(({ parameter }) => parameter === 'aud')?.fact.standing).toBe(
      'documented',
    )
  })

  it('is chosen by a name of its own', () => {
    const own = read(copy)
    expect(profileKey(own)).toBe('own-st-mary')
    expect(resolveProfile('own-st-mary', [own])).toBe(own)
    expect(resolveProfile('epic-sandbox', [own])).toBe(epic)
    expect(resolveProfile('own-gone', [own])).toBeUndefined()
  })

  it.each([
    { why: 'not JSON', text: '{\n  "name": "x",\n}', says: /not JSON/ },
    { why: 'a misspelled parameter', text: copy.replace('"skewS"', '"skew"'), says: /parameters\.skew/ },
    { why: 'text for a number', text: copy.replace(': 300', ': "300"'), says: /maxLifetimeS/ },
    { why: 'another base', text: copy.replace('"epic-sandbox"', '"epic"'), says: /basedOn/ },
    { why: 'not an object', text: '[]', says: /The file/ },
  ])('a bad file names the line: $why', ({ text, says }) => {
    const result = readOwnProfile(text, 'st-mary.json')
    expect(result.ok).toBe(false)
    if (result.ok) return
    expect(result.detail).toMatch(says)
    const wrong = text.split('\n')[result.line - 1] ?? ''
    expect(wrong).toMatch(/^\}|skew"|"300"|"epic"|^\[\]/)
  })
})
