// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { countdown, identityChips, type IdentityParts } from './identity-model.ts'
import { IdentityStrip, type IdentityStripProps } from './identity-strip.tsx'

afterEach(cleanup)

const ENDPOINT = 'https://ehr.example/oauth2/token'
const JWK = { kty: 'RSA', n: 'n1', e: 'AQAB' }
const parts: IdentityParts = {
  headerText: '{"alg":"RS384","kid":"k1"}',
  payloadText: `{"iss":"me","sub":"me","aud":"${ENDPOINT}","iat":1000,"exp":1240}`,
  clientId: 'me',
  tokenEndpoint: ENDPOINT,
  publicJwk: JWK,
  jwksBody: JSON.stringify({ keys: [{ ...JWK, kid: 'k1' }] }),
  findings: [],
  judged: true,
}

const strip = (more: Partial<IdentityStripProps>) => {
  const onShow = vi.fn<(pointer: string) => void>()
  render(<IdentityStrip {...parts} now={1_000} limitS={300} renewsOnSend={false} onShow={onShow} {...more} />)
  return { onShow, region: screen.getByRole('region', { name: 'Identity' }) }
}

const withAud = (aud: string) => parts.payloadText.replace(JSON.stringify(ENDPOINT), JSON.stringify(aud))

describe('identity strip', () => {
  it('shows iss and sub as one chip while they are equal, and as two when not', () => {
    const names = (payloadText: string) => identityChips({ ...parts, payloadText }).map(({ name }) => name)
    expect(names(parts.payloadText)).toEqual(['iss = sub', 'aud', 'kid'])
    expect(names(parts.payloadText.replace('"sub":"me"', '"sub":"you"'))).toEqual([
      'iss',
      'sub',
      'aud',
      'kid',
    ])
  })

  it('marks the one character that is too many, with its index, above what is expected', () => {
    const { region } = strip({ payloadText: withAud(`${ENDPOINT}/`), judged: false })
    const marks = region.querySelectorAll('mark')
    expect([...marks].map(({ textContent }) => textContent)).toEqual(['/'])
    const chip = within(region).getByRole('button', { name: /aud/ })
    expect(chip.textContent).toContain(`differs at index ${ENDPOINT.length}`)
    expect(chip.textContent).toContain(`expected: ${ENDPOINT}`)
  })

  it('draws an invisible character as a box with its name', () => {
    const { region } = strip({ payloadText: withAud(`${ENDPOINT}\u200b`), judged: false })
    expect(region.querySelector('mark')?.textContent).toBe('U+200B')
  })

  it('never ticks what was not checked', () => {
    const [, aud] = identityChips({ ...parts, tokenEndpoint: undefined })
    const kid = identityChips({ ...parts, jwksBody: undefined }).at(-1)
    expect([aud?.state, kid?.state]).toEqual(['unknown', 'unknown'])
  })

  it.each([
    { why: 'in the set, same key', jwks: [{ ...JWK, kid: 'k1' }], state: 'ok' },
    { why: 'under another kid', jwks: [{ ...JWK, kid: 'k2' }], state: 'error' },
    { why: 'the kid of another key', jwks: [{ ...JWK, n: 'other', kid: 'k1' }], state: 'error' },
    { why: 'nowhere', jwks: [], state: 'error' },
  ])('kid against the JWK Set: $why', ({ jwks, state }) => {
    const kid = identityChips({ ...parts, jwksBody: JSON.stringify({ keys: jwks }) }).at(-1)
    expect(kid?.state).toBe(state)
  })

  it('goes to the line in the editor', async () => {
    const { onShow, region } = strip({})
    await userEvent.click(within(region).getByRole('button', { name: /aud/ }))
    expect(onShow).toHaveBeenCalledWith('/assertion/payload/aud')
  })

  it('says that an attempt is shown as it was sent', () => {
    const { region } = strip({ frozenAs: 'attempt 3, as sent' })
    expect(region.textContent).toContain('attempt 3, as sent')
    expect(region.textContent).toContain('04:00 left then')
  })
})

it.each([
  { exp: 252, words: '04:12 left' },
  { exp: -30, words: 'expired 00:30 ago' },
  { exp: 7_325, words: '02:02:05 left' },
])('countdown: $words', ({ exp, words }) => expect(countdown(exp, 0)).toBe(words))
