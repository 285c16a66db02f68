import { describe, expect, it } from 'vitest'
import { encodeBase64url, encodeUtf8 } from '../assertion/base64url.ts'
import { SHOW_ALL, SHOW_NOTHING } from './redaction-rules.ts'
import { makeScreenMask } from './screen-mask.ts'

const environment = { clientId: 'client-of-the-ward', tokenEndpoint: 'https://ehr.clinic.example/token' }
const parts = { environment, secrets: ['typed-code-4711'], kids: ['kid-2026-08'] }
const part = (value: object) => encodeBase64url(encodeUtf8(JSON.stringify(value)))
const jwt = `${part({ alg: 'RS384' })}.${part({ iss: 'client-of-the-ward' })}.c2lnbmF0dXJlLXNlY3JldA`

describe('screenshot mode', () => {
  const shown = makeScreenMask({ ...parts, show: SHOW_ALL })
  const hidden = makeScreenMask({ ...parts, show: SHOW_NOTHING })

  it.each([
    { why: 'a typed secret', text: 'it was typed-code-4711', secret: 'typed-code-4711' },
    {
      why: 'a typed secret, URL-encoded inside a text',
      text: 'code=typed%2Dcode%2D4711 typed-code-4711',
      secret: 'typed-code-4711',
    },
    { why: 'a token by its look', text: 'Bearer abcdefghijklmnop', secret: 'abcdefghijklmnop' },
    { why: 'the id of a patient in an address', text: 'GET /fhir/Patient/e7x9 ', secret: 'e7x9' },
    { why: 'the signature of an assertion', text: jwt, secret: 'c2lnbmF0dXJlLXNlY3JldA' },
  ])('takes out $why', ({ text, secret }) => expect(shown.text(text)).not.toContain(secret))

  it('leaves what may be shown, and masks it everywhere alike when it may not', () => {
    const sentence = 'iss is client-of-the-ward at https://ehr.clinic.example/token, kid kid-2026-08'
    expect(shown.text(sentence)).toBe(sentence)
    expect(hidden.text(sentence)).toBe('iss is client-A at https://host-a.example/token, kid kid-A')
    expect(hidden.json('{"iss":"client-of-the-ward","sub":"client-of-the-ward"}')).toBe(
      '{"iss":"client-A","sub":"client-A"}',
    )
  })

  it('keeps the assertion readable without its signature', () => {
    expect(shown.assertion(jwt).split('.').slice(0, 2)).toEqual(jwt.split('.').slice(0, 2))
    expect(shown.assertion(jwt)).not.toContain('c2lnbmF0dXJl')
  })

  it('masks what an editor holds beside the registered claims, also in a text that is no JSON', () => {
    expect(shown.json('{"iss":"a","password":"hunter2"}')).not.toContain('hunter2')
    expect(shown.json('{"iss": typed-code-4711')).not.toContain('4711')
  })

  it('masks parameters by their name', () => {
    expect(shown.form('grant_type=authorization_code&code=abc&scope=a')).toBe(
      'grant_type=authorization_code&code=code-A&scope=a',
    )
    expect(shown.parameter('code_verifier', 'v'.repeat(43))).toBe('verifier-A')
  })
})
