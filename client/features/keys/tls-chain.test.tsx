// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { TlsChain } from './tls-chain.tsx'

afterEach(cleanup)

const AT = Date.parse('2025-11-24T16:00:00Z') / 1_000
const DAY_S = 86_400
const leaf = {
  subject: 'CN=keys.example\u202E',
  issuer: 'CN=Root',
  notBefore: AT - 90 * DAY_S,
  notAfter: AT - DAY_S,
}
const root = { subject: 'CN=Root', issuer: 'CN=Root', notBefore: AT - DAY_S, notAfter: AT + DAY_S }
const jwks = { kind: 'jwks' as const, url: 'https://keys.example/jwks.json', fetchedAt: AT }

it('shows subject, issuer and validity of each certificate, and marks what was out of date when it was fetched', () => {
  render(<TlsChain jwks={{ ...jwks, certificates: [leaf, root] }} />)
  const [, first, second] = within(screen.getByRole('table', { name: 'TLS chain of the host' })).getAllByRole(
    'row',
  )
  expect(first?.textContent).toBe('CN=keys.exampleU+202ECN=Root2025-08-26 to 2025-11-23 expired')
  expect(second?.textContent).toBe('CN=Rootitself2025-11-23 to 2025-11-25 ')
})

it('says of a certificate that has alternative names only that it has none of its own', () => {
  render(<TlsChain jwks={{ ...jwks, certificates: [{ ...leaf, subject: '' }] }} />)
  expect(screen.getByText('without a name of its own')).toBeTruthy()
})

it('shows nothing where there was no TLS', () => {
  const { container } = render(<TlsChain jwks={jwks} />)
  expect(container.textContent).toBe('')
})
