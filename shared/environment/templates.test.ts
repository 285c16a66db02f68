import { describe, expect, it } from 'vitest'
import { profileById } from '../profiles/registry.ts'
import { profileOfUrl } from '../profiles/profile-of-url.ts'
import { fillTemplate, isFilled, TEMPLATES } from './templates.ts'

describe.each(TEMPLATES)('$name', (template) => {
  const { profile, asks, settings, where } = template
  const examples = Object.fromEntries(asks.map(({ name, example }) => [name, example]))
  it('names a profile that exists and says where each value is found', () => {
    expect(profileById(profile)).toBeDefined()
    expect(where.length).toBeGreaterThan(0)
  })
  it('asks for every open part, and for nothing else', () => {
    const open = new Set([...JSON.stringify(settings).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    expect(new Set(asks.map(({ name }) => name))).toEqual(open)
    expect(isFilled(settings)).toBe(asks.length === 0)
  })
  it('becomes addresses of that kind of server', () => {
    const filled = fillTemplate(template, examples)
    expect(isFilled(filled)).toBe(true)
    const { tokenEndpoint } = filled
    if (tokenEndpoint === undefined || profile === 'rfc7523') return
    expect(URL.canParse(tokenEndpoint)).toBe(true)
    expect(profileOfUrl(tokenEndpoint)).toBe(profile)
  })
})

it('takes a host as people paste it', () => {
  const keycloak = TEMPLATES.find(({ id }) => id === 'keycloak')
  const filled = keycloak && fillTemplate(keycloak, { host: ' https://id.example/ ', realm: 'main' })
  expect(filled?.issuer).toBe('https://id.example/realms/main')
})
