import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import {
  buildAuthorizationUrl,
  encodeValue,
  parseAuthorizationUrl,
  printAuthorizationUrl,
  rawParameter,
  withEndpoint,
  withParameter,
  withRawParameter,
} from './authorization-url.ts'
import { challengeMethodOf, fillFresh, NEW, s256, unfillFresh } from './fresh-values.ts'
import { firstScope, firstTemplate } from './first-template.ts'
import { printByLine } from './print-by-line.ts'
import { fc } from '../testing/properties.ts'

const ENDPOINT = 'https://ehr.example.test/oauth2/authorize'
const pieces = fc.array(fc.constantFrom('?', '&', '=', '#', 'a', 'state', '%20', '+', '<new>', '/', 'é'))
const anyText = fc.oneof(
  fc.string(),
  pieces.map((list) => list.join('')),
)

it('every text is printed again as it was read', () => {
  fc.assert(fc.property(anyText, (text) => printAuthorizationUrl(parseAuthorizationUrl(text)) === text))
})

it('built from decoded pairs in their order, each value decodes to itself', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))),
      (pairs) => {
        const url = buildAuthorizationUrl(ENDPOINT, pairs)
        const back = (parseAuthorizationUrl(url).pairs ?? []).map(({ rawName, rawValue = '' }) => [
          decodeURIComponent(rawName),
          decodeURIComponent(rawValue),
        ])
        expect(back).toEqual(pairs)
      },
    ),
  )
})

describe('one parameter changes, every other byte stays', () => {
  const url = `${ENDPOINT}?a=%2f&state=x+y&b&state=2#top`
  it.each([
    {
      why: 'the first of the name',
      name: 'state',
      value: 'n',
      want: `${ENDPOINT}?a=%2f&state=n&b&state=2#top`,
    },
    {
      why: 'a new one at the end',
      name: 'c',
      value: 'n',
      want: `${ENDPOINT}?a=%2f&state=x+y&b&state=2&c=n#top`,
    },
    { why: 'all of the name go', name: 'state', value: undefined, want: `${ENDPOINT}?a=%2f&b#top` },
    { why: 'one that is not there', name: 'zzz', value: undefined, want: url },
  ])('$why', ({ name, value, want }) => expect(withRawParameter(url, name, value)).toBe(want))

  it('the endpoint', () => expect(withEndpoint('x?a=1', ENDPOINT)).toBe(`${ENDPOINT}?a=1`))
  it('the last parameter takes its question mark along', () =>
    expect(withParameter(`${ENDPOINT}?a=1`, 'a', undefined)).toBe(ENDPOINT))
  it('a space is %20', () => expect(encodeValue("a b'*")).toBe('a%20b%27%2A'))
  it('reads the raw value', () => expect(rawParameter(url, 'state')).toBe('x+y'))
})

describe("one parameter a line, as the recipe's sed prints it", () => {
  const sed = (url: string) => execFileSync('sed', [String.raw`s/&/\n&/g`], { input: url }).toString()
  it.each([
    {
      why: 'an authorization request',
      url: `${ENDPOINT}?response_type=code&client_id=a&scope=launch%20openid`,
    },
    { why: 'two ampersands in a row', url: `${ENDPOINT}?a&&b=&` },
    { why: 'an ampersand before the question mark', url: 'https://h.test/a&b?c=d&e' },
    { why: 'the HTML form of one', url: `${ENDPOINT}?a=1&amp;b=2` },
    { why: 'backslashes and slashes', url: `${ENDPOINT}?a=\\n\\1/&b=/` },
  ])('$why', ({ url }) => expect(printByLine(url)).toBe(sed(url)))
})

describe('values that are new for each login', () => {
  const template = firstTemplate({
    authorizationEndpoint: ENDPOINT,
    clientId: 'app',
    redirectUri: 'http://127.0.0.1:7523/callback',
    scope: firstScope(true, 'standalone'),
    fhirBase: 'https://ehr.example.test/fhir',
    launch: undefined,
  })
  it('stand in the template as marks', () => {
    expect(template).toContain(`&state=${NEW}&nonce=${NEW}&code_challenge=${NEW}&code_challenge_method=S256`)
    expect(template).not.toContain('launch=')
  })
  it('are filled in place', () => {
    const filled = fillFresh(template, { state: 's', nonce: 'n', code_challenge: 'c' })
    expect(filled).toBe(template.replace(NEW, 's').replace(NEW, 'n').replace(NEW, 'c'))
  })
  it('become marks again when the filled text is edited elsewhere', () => {
    const values = { state: 's', nonce: 'n', code_challenge: 'c' }
    expect(unfillFresh(fillFresh(template, values), values)).toBe(template)
    expect(unfillFresh(`${ENDPOINT}?state=mine`, values)).toBe(`${ENDPOINT}?state=mine`)
  })
  it('leave alone what somebody typed', () =>
    expect(fillFresh(`${ENDPOINT}?state=mine&x=${NEW}`, { state: 's' })).toBe(
      `${ENDPOINT}?state=mine&x=${NEW}`,
    ))
  it.each([
    { query: 'code_challenge=x&code_challenge_method=S256', want: 'S256' },
    { query: 'code_challenge=x&code_challenge_method=plain', want: 'plain' },
    { query: 'code_challenge=x', want: 'plain' },
    { query: 'code_challenge_method=S256', want: 'none' },
  ])('$query is $want', ({ query, want }) => expect(challengeMethodOf(`${ENDPOINT}?${query}`)).toBe(want))
  it('RFC 7636, appendix B', async () =>
    expect(await s256('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    ))
})
