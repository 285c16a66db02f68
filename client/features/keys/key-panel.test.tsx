// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Environment } from '../../../shared/contract/environments.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { KeyPanel, type KeyPanelProps } from './key-panel.tsx'

afterEach(cleanup)
// jsdom has no CSS.escape, which the dialog asks for.
vi.stubGlobal('CSS', { escape: (text: string) => text })

const rsa = { kty: 'RSA', n: 'AQ', e: 'AQAB' }
const ready: KeySummary = {
  id: 'k1',
  name: 'app.pem',
  folder: 'secrets',
  state: 'ready',
  kind: 'RSA 2048, PKCS#8',
  algorithms: ['RS256'],
  thumbprint: 'thumbprint-1',
  publicJwk: rsa,
  mode: '0600',
  warnings: [],
  practice: false,
}
const locked: KeySummary = { ...ready, id: 'k2', name: 'locked.pem', state: 'locked', algorithms: [] }
const environment: Environment = {
  id: 'sandbox',
  name: 'Sandbox',
  profile: 'smart-generic',
  origin: 'user',
  keyId: 'k1',
  settings: { registration: { jwksUrl: 'https://app.example/jwks.json' } },
}
const refused: Problem = {
  type: 'about:blank',
  title: 'The passphrase does not open this key',
  status: 422,
  code: 'passphrase-wrong',
  detail: 'locked.pem stays closed.',
  requestId: 'r',
}

function open(more: Partial<KeyPanelProps> = {}) {
  const props: KeyPanelProps = {
    environment,
    keys: [ready, locked],
    folders: [{ path: 'secrets', exists: true }],
    loading: false,
    jwks: undefined,
    onChoose: vi.fn(),
    onOpen: vi.fn(() => Promise.resolve(undefined)),
    onLock: vi.fn(),
    onRefresh: vi.fn(),
    onFetchJwks: vi.fn(),
    fetchingJwks: false,
    hosting: {
      host: undefined,
      problem: undefined,
      onChange: vi.fn(),
      onCheck: vi.fn(() => Promise.resolve(undefined)),
    },
    now: 1_790_000_000,
    onUseCertificate: vi.fn(),
    onMakeCertificate: vi.fn(() => Promise.resolve(undefined)),
    ...more,
  }
  render(<KeyPanel {...props} />)
  return props
}

describe('KeyPanel', () => {
  it('teaches where keys go while there is none', () => {
    open({ keys: [], folders: [{ path: 'secrets', exists: false }] })
    expect(screen.getByRole('status').textContent).toContain('No key file yet')
    expect(screen.getByText('does not exist')).toBeTruthy()
    expect(screen.getByText('--keys FOLDER')).toBeTruthy()
  })

  it('says that it is reading, and what went wrong with it', () => {
    open({ keys: [], loading: true })
    expect(screen.getByRole('status').textContent).toContain('Reading')
    cleanup()
    open({ keys: [], problem: { ...refused, title: 'No folder', detail: 'It is gone.' } })
    expect(screen.getByRole('alert').textContent).toBe('No folder. It is gone.')
  })

  it('chooses by radio button', async () => {
    const { onChoose } = open()
    expect(screen.getByRole('radio', { name: /app\.pem/ })).toHaveProperty('checked', true)
    await userEvent.click(screen.getByRole('radio', { name: /locked\.pem/ }))
    expect(onChoose).toHaveBeenCalledWith('k2')
  })

  it('asks for the passphrase once and forgets it, also when it is wrong', async () => {
    const onOpen = vi.fn(() => Promise.resolve<Problem | undefined>(refused))
    open({ environment: { ...environment, keyId: 'k2' }, onOpen })
    const input = screen.getByLabelText('Passphrase')
    expect(input.getAttribute('type')).toBe('password')
    fireEvent.change(input, { target: { value: 'secret' } })
    await userEvent.click(screen.getByRole('button', { name: 'Open the key' }))
    expect(onOpen).toHaveBeenCalledExactlyOnceWith('k2', 'secret')
    expect(input).toHaveProperty('value', '')
    expect(await screen.findByText(/does not open this key/)).toBeTruthy()
  })

  it('says of an unusable file why, and what to do', () => {
    const problem = { code: 'certificate', detail: 'It holds a certificate.' }
    open({ keys: [{ ...ready, state: 'unusable', problem }] })
    expect(screen.getByText('It holds a certificate.')).toBeTruthy()
    expect(screen.getByText(/the private key that was made with it/)).toBeTruthy()
  })

  it('names the key of the registered set that is the chosen one', () => {
    const keys = [
      { ...rsa, n: 'AR', kid: 'old' },
      { ...rsa, kid: 'new', alg: 'RS256' },
    ]
    open({
      jwks: {
        kind: 'jwks',
        url: 'https://app.example/jwks.json',
        status: 200,
        body: JSON.stringify({ keys }),
      },
    })
    const table = within(screen.getByRole('table', { name: 'Keys of the registered JWKS' }))
    expect(table.getByRole('row', { name: /^old/ }).textContent).toContain('no')
    expect(table.getByRole('row', { name: /^new/ }).textContent).toContain('yes same thumbprint')
  })

  it.each([
    { why: 'the key is missing', body: '{"keys":[]}', said: /The chosen key is not in this set/ },
    { why: 'it is a web page', body: '<html>', said: /This is no JWK Set/ },
  ])('says of a set that $why', ({ body, said }) => {
    open({ jwks: { kind: 'jwks', url: 'u', status: 200, body } })
    expect(screen.getByText(said)).toBeTruthy()
  })

  it('does not take a set that was not fetched for an empty one', () => {
    open()
    expect(screen.getByText(/Not fetched in this run/)).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('shows the certificate beside the key, with its dates, and writes the header on a click', async () => {
    const certificate = {
      from: 'app.crt',
      subject: 'CN=app',
      issuer: 'CN=app',
      serialNumber: '01',
      notBefore: 1_789_000_000,
      notAfter: 1_790_000_000 + 10 * 86_400,
      selfSigned: true,
      x5t: 'sha-one',
      x5tS256: 'sha-two',
      x5c: ['AA=='],
    }
    const { onUseCertificate } = open({
      keys: [{ ...ready, certificate }],
      environment: { ...environment, profile: 'entra' },
    })
    const card = within(screen.getByRole('region', { name: 'Certificate' }))
    expect(card.getByText('10 days left')).toBeTruthy()
    expect(card.getByText('sha-two')).toBeTruthy()
    await userEvent.click(card.getByRole('button', { name: /^Entra: .*this server/ }))
    expect(onUseCertificate).toHaveBeenCalledExactlyOnceWith('entra')
    expect(card.getByRole('status').textContent).toContain('The header has it now')
  })

  it.each([
    { why: 'expired', now: 1_800_000_000, said: /expired on 2026/ },
    { why: 'not yet valid', now: 1_700_000_000, said: /not valid before 2026/ },
  ])('says of a certificate that it is $why', ({ now, said }) => {
    const certificate = {
      from: 'app.crt',
      subject: '',
      issuer: 'CN=ca',
      serialNumber: '01',
      notBefore: 1_789_000_000,
      notAfter: 1_790_000_000,
      selfSigned: false,
      x5t: 'a',
      x5tS256: 'b',
      x5c: ['AA=='],
    }
    open({ keys: [{ ...ready, certificate }], now })
    expect(screen.getByText(said)).toBeTruthy()
  })

  it('makes a self-signed certificate only with a name, and says what went wrong', async () => {
    const onMakeCertificate = vi.fn(() => Promise.resolve<Problem | undefined>(refused))
    open({ onMakeCertificate })
    await userEvent.click(screen.getByRole('button', { name: 'Make a self-signed one…' }))
    const dialog = within(screen.getByRole('dialog'))
    const make = dialog.getByRole('button', { name: 'Make the certificate' })
    expect(make).toHaveProperty('disabled', true)
    await userEvent.type(dialog.getByLabelText('Common name'), 'My app')
    await userEvent.click(make)
    expect(onMakeCertificate).toHaveBeenCalledExactlyOnceWith('My app', 365)
    expect((await dialog.findByRole('alert')).textContent).toContain('does not open')
  })
})
