// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AttemptDocument } from '../../../shared/attempt/attempt.ts'
import type { Environment } from '../../../shared/contract/environments.ts'
import type { KeySummary } from '../../../shared/contract/keys.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import type { PublishedKey } from '../../../shared/lint/judge-published-keys.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
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

const document = (body: unknown): AttemptDocument => ({
  kind: 'jwks',
  url: 'https://app.example/jwks.json',
  status: 200,
  body: JSON.stringify(body),
})
const row: PublishedKey = {
  index: 0,
  kid: undefined,
  kidIs: undefined,
  kind: 'RSA 2048',
  alg: undefined,
  use: 'sig',
  keyOps: undefined,
  thumbprint: 'thumbprint-1',
  certificates: [],
  isChosen: false,
  findings: [],
}
const useWrong: Finding = {
  ruleId: 'jwks-use-wrong',
  title: 'The published key is not for signatures',
  object: 'jwks',
  severity: 'error',
  proof: 'P',
  grade: 'proven',
  pointer: '/documents/0/body',
  message: 'The published key old has use enc.',
  fix: 'Set use to sig.',
  source: { document: 'RFC 7517' },
}

function open(more: Partial<KeyPanelProps> = {}) {
  const props: KeyPanelProps = {
    bytes: { inspect: vi.fn(), saveRepaired: vi.fn() },
    variables: { names: ['EPIC_KEY', 'PATH'], problem: undefined, isBusy: false, onTake: vi.fn() },
    isMaking: false,
    onMake: vi.fn(),
    environment,
    keys: [ready, locked],
    folders: [{ path: 'secrets', exists: true }],
    loading: false,
    jwks: undefined,
    published: undefined,
    seenKeys: [],
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

  it('takes a variable of the program as a key, and only one that is there', async () => {
    const { variables } = open()
    const person = userEvent.setup()
    const field = screen.getByRole('combobox', { name: 'Variable' })
    const take = screen.getByRole('button', { name: 'Take it as a key' })
    await person.type(field, 'EPIC_KEYS')
    expect(take).toHaveProperty('disabled', true)
    expect(screen.getByText(/without a variable of this name/)).toBeTruthy()
    await person.type(field, '{Backspace}')
    await person.click(take)
    expect(variables.onTake).toHaveBeenCalledExactlyOnceWith('EPIC_KEY')
  })

  it('copies the public half as PEM where the key is open', async () => {
    const person = userEvent.setup()
    const publicPem = '-----BEGIN PUBLIC KEY-----\nAQ==\n-----END PUBLIC KEY-----\n'
    open({ keys: [{ ...ready, publicPem }] })
    await person.click(screen.getByRole('button', { name: 'Copy PEM of the public key' }))
    expect(await navigator.clipboard.readText()).toBe(publicPem)
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

  it('calls a certificate beside the keys what it is, and no unusable key', () => {
    const problem = { code: 'certificate', detail: 'It holds a certificate.' }
    open({ keys: [{ ...ready, state: 'unusable', problem }] })
    expect(screen.getByText('certificate')).toBeTruthy()
    expect(screen.queryByText('unusable')).toBeNull()
  })

  it('says which published key is the chosen one, how its kid is made and what is wrong with each', async () => {
    const rotated = { thumbprint: 'earlier', firstSeenAt: 1_780_000_000, lastSeenAt: 1_781_000_000 }
    open({
      jwks: document({ keys: [] }),
      published: {
        problem: undefined,
        keys: [
          { ...row, index: 0, kid: 'old', isChosen: false, findings: [useWrong] },
          { ...row, index: 1, kid: 'new', kidIs: 'the RFC 7638 thumbprint', isChosen: true },
        ],
      },
      seenKeys: [
        { ...rotated, kid: 'new' },
        { ...rotated, kid: 'gone' },
      ],
    })
    const table = within(screen.getByRole('table', { name: 'Keys of the registered JWKS' }))
    expect(table.getByRole('row', { name: /^old/ }).textContent).toContain('has use enc')
    expect(table.getByRole('row', { name: /^new/ }).textContent).toContain('chosen key same thumbprint')
    expect(table.getByText('is the RFC 7638 thumbprint')).toBeTruthy()
    const seen = within(screen.getByRole('table', { name: 'Keys seen at this address' }))
    expect(seen.getByRole('row', { name: /^new/ }).textContent).toContain('its kid names another key now')
    expect(seen.getByRole('row', { name: /^gone/ }).textContent).toMatch(/gone$/)
  })

  it.each([
    { why: 'a time', headers: [['Cache-Control', 'public, max-age=300']], said: '5 min' },
    { why: 'no store', headers: [['cache-control', 'no-store']], said: 'no time: fetched for each use' },
    { why: 'nothing', headers: [], said: 'not said: each server decides' },
  ] satisfies { why: string; headers: [string, string][]; said: string }[])(
    'says how the set came, with $why for caches',
    ({ headers, said }) => {
      const redirects = ['https://app.example/keys.json']
      open({ jwks: { ...document({ keys: [] }), headers, redirects, durationMs: 2_600 } })
      const facts = within(screen.getByLabelText('How the set came'))
      expect(facts.getByText(said)).toBeTruthy()
      expect(facts.getByText(/2600 ms: slow/)).toBeTruthy()
      expect(facts.getByText('https://app.example/keys.json')).toBeTruthy()
      expect(facts.getByText(/chain complete and trusted/)).toBeTruthy()
    },
  )

  it.each([
    { why: 'the key is missing', problem: undefined, said: /The chosen key is not in this set/ },
    { why: 'it is a web page', problem: 'it is not JSON', said: /This is no JWK Set/ },
  ])('says of a set that $why', ({ problem, said }) => {
    open({ jwks: document({}), published: { problem, keys: [] } })
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
