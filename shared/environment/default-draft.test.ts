import { describe, expect, it } from 'vitest'
import type { Environment } from '../contract/environments.ts'
import type { KeySummary } from '../contract/keys.ts'
import { profileById } from '../profiles/registry.ts'
import { defaultDraft, draftForKey } from './default-draft.ts'

const environment: Environment = {
  id: 'mine',
  name: 'Mine',
  profile: 'smart-generic',
  origin: 'user',
  settings: { clientId: 'me', tokenEndpoint: 'https://ehr.example/token' },
}
const key = (name: string, more: Partial<KeySummary>): KeySummary => ({
  id: name,
  name,
  folder: 'secrets',
  state: 'ready',
  kind: name,
  algorithms: ['RS256', 'RS384', 'RS512'],
  warnings: [],
  practice: false,
  thumbprint: `thumb-${name}`,
  publicJwk: { kty: 'RSA', n: name, e: 'AQAB' },
  ...more,
})
const rsa = key('rsa', {})
const ec = key('ec', { algorithms: ['ES384'], publicJwk: { kty: 'EC', crv: 'P-384', x: 'x', y: 'y' } })
const served = JSON.stringify({ keys: [{ kty: 'RSA', n: 'rsa', e: 'AQAB', kid: 'registered' }] })
const profile = (id: string) => profileById(id)!
const start = { environment, profile: profile('smart-generic'), jwksBody: undefined, jti: 'j', now: 1_000.7 }
const headerOf = (text: string) => JSON.parse(text) as Record<string, unknown>

describe('defaultDraft', () => {
  it('is what the server wants: its endpoint as audience, four minutes, whole seconds', () => {
    const { payloadText } = defaultDraft({ ...start, key: rsa })
    expect(JSON.parse(payloadText)).toEqual({
      iss: 'me',
      sub: 'me',
      aud: 'https://ehr.example/token',
      jti: 'j',
      iat: 1000,
      exp: 1240,
    })
  })

  it.each([
    { id: 'rfc10070-fapi2', aud: 'https://ehr.example', typ: 'client-authentication+jwt' },
    { id: 'auth0', aud: 'https://ehr.example/', typ: 'JWT' },
    { id: 'okta', aud: 'https://ehr.example/token', typ: 'JWT' },
    { id: 'athenahealth', aud: 'https://ehr.example/token', typ: 'JWT' },
  ])('$id gets its own audience and type', ({ id, aud, typ }) => {
    const settings = { ...environment.settings, issuer: 'https://ehr.example' }
    const draft = defaultDraft({
      ...start,
      environment: { ...environment, settings },
      profile: profile(id),
      key: rsa,
    })
    expect(JSON.parse(draft.payloadText)).toMatchObject({ aud })
    expect(headerOf(draft.headerText)).toMatchObject({ typ })
  })

  it.each([
    {
      why: 'the kid that the JWK Set serves this key under',
      given: rsa,
      jwksBody: served,
      kid: 'registered',
    },
    { why: 'its thumbprint while the set is not known', given: rsa, jwksBody: undefined, kid: 'thumb-rsa' },
    { why: 'its thumbprint when the set has other keys', given: ec, jwksBody: served, kid: 'thumb-ec' },
    { why: 'none without a key', given: undefined, jwksBody: served, kid: undefined },
  ])('kid is $why', ({ given, jwksBody, kid }) => {
    expect(headerOf(defaultDraft({ ...start, key: given, jwksBody }).headerText)['kid']).toBe(kid)
  })

  it.each([
    { why: 'RS384 for SMART', given: rsa, id: 'smart-generic', alg: 'RS384' },
    { why: 'RS256 elsewhere', given: rsa, id: 'keycloak', alg: 'RS256' },
    { why: 'what an EC key can', given: ec, id: 'keycloak', alg: 'ES384' },
  ])('alg: $why', ({ given, id, alg }) => {
    const draft = defaultDraft({ ...start, profile: profile(id), key: given })
    expect(headerOf(draft.headerText)['alg']).toBe(alg)
  })
})

describe('draftForKey', () => {
  const draft = defaultDraft({ ...start, key: rsa })
  it('follows with alg and kid where they were those of the old key', () => {
    const next = draftForKey(draft, environment.profile, [rsa, ec], ec, undefined)
    expect(headerOf(next.headerText)).toEqual({ alg: 'ES384', typ: 'JWT', kid: 'thumb-ec' })
  })

  it('leaves a kid that was typed on purpose', () => {
    const typed = { ...draft, headerText: '{ "alg":"RS384", "kid":"mine" }' }
    const other = key('other', {})
    expect(draftForKey(typed, environment.profile, [rsa, other], other, undefined).headerText).toBe(
      typed.headerText,
    )
  })

  it('follows over a key that cannot be read, and a locked one changes nothing until it is open', () => {
    const locked = key('locked', {
      state: 'locked',
      algorithms: [],
      thumbprint: undefined,
      publicJwk: undefined,
    })
    const between = draftForKey(draft, environment.profile, [rsa, ec, locked], locked, undefined)
    expect(between.headerText).toBe(draft.headerText)
    const next = draftForKey(between, environment.profile, [rsa, ec, locked], ec, undefined)
    expect(headerOf(next.headerText)).toEqual({ alg: 'ES384', typ: 'JWT', kid: 'thumb-ec' })
  })
})
