// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Draft, Environment } from '../../../shared/contract/environments.ts'
import { buildTokenRequest } from '../../../shared/token-request/build-token-request.ts'
import { RequestPanel, type RequestPanelProps } from './request-panel.tsx'

afterEach(cleanup)

const SECRET = 'SplxlOBeZQQYbYS6WxSbIA'
const environment: Environment = {
  id: 'sandbox',
  name: 'Sandbox',
  profile: 'smart-generic',
  origin: 'user',
  keyId: 'k1',
  settings: { tokenEndpoint: 'https://as.example/oauth2/token?x=1' },
}
const draft: Draft = {
  headerText: '{}',
  payloadText: '{}',
  renewOnSend: true,
  lifetimeS: 240,
  flow: 'authorization_code',
  parameters: [['redirect_uri', 'https://app.example/cb']],
}
const built = buildTokenRequest({
  tokenEndpoint: 'https://as.example/oauth2/token?x=1',
  flow: 'authorization_code',
  assertion: 'aaa.bbb.ccc',
  parameters: [
    ['code', SECRET],
    ['redirect_uri', 'https://app.example/cb'],
  ],
})

function open(more: Partial<RequestPanelProps> = {}) {
  const props: RequestPanelProps = {
    environment,
    draft,
    onDraft: vi.fn(),
    built,
    findings: [],
    secrets: { code: SECRET },
    onSecrets: vi.fn(),
    stored: { codes: [], verifiers: [], code: undefined, verifier: undefined, refreshToken: undefined },
    keptNames: [],
    sending: false,
    onSend: vi.fn(),
    onCancel: vi.fn(),
    dpop: { isOn: false, alg: 'ES256', announced: undefined, onChange: vi.fn() },
    onEndReadyMade: undefined,
    ...more,
  }
  render(<RequestPanel {...props} />)
  return props
}

const wire = () => screen.getByRole('group', { name: 'Token request' }).textContent

describe('RequestPanel', () => {
  it('shows the request line, the headers and the body as they go out', () => {
    open()
    expect(wire()).toContain('POST /oauth2/token?x=1 HTTP/1.1')
    expect(wire()).toContain('Host: as.example')
    expect(wire()).toContain(`Content-Length: ${built.body.length}`)
    expect(wire()).toContain('&redirect_uri=https%3A%2F%2Fapp.example%2Fcb')
    expect(wire()).toContain('&client_assertion=aaa.bbb.ccc')
  })

  it('shows dots for what was typed as a secret until it is asked for', async () => {
    open()
    expect(document.body.textContent).not.toContain(SECRET)
    expect(screen.getByLabelText('code').getAttribute('type')).toBe('password')
    await userEvent.click(screen.getByRole('button', { name: 'Show secrets' }))
    expect(wire()).toContain(`&code=${SECRET}`)
    await userEvent.click(screen.getByRole('button', { name: 'Hide secrets' }))
    expect(document.body.textContent).not.toContain(SECRET)
  })

  it('decodes each parameter once', () => {
    open()
    const table = within(screen.getByRole('table', { name: 'Form parameters, decoded' }))
    expect(table.getByRole('row', { name: /redirect_uri/ }).textContent).toContain('https://app.example/cb')
  })

  it('keeps codes, verifiers and tokens out of the draft', async () => {
    const { onDraft, onSecrets } = open()
    fireEvent.change(screen.getByLabelText('code'), { target: { value: 'other' } })
    expect(onSecrets).toHaveBeenCalledWith({ code: 'other' })
    expect(onDraft).not.toHaveBeenCalled()
    await userEvent.click(screen.getByRole('button', { name: '+ Parameter' }))
    fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'code_verifier' } })
    expect(screen.getByRole('button', { name: 'Add' })).toHaveProperty('disabled', true)
  })

  it('changes a parameter in place, and an empty one goes', () => {
    const { onDraft } = open({
      draft: {
        ...draft,
        flow: 'client_credentials',
        parameters: [
          ['scope', 'a'],
          ['x', 'y'],
        ],
      },
    })
    fireEvent.change(screen.getByRole('textbox', { name: 'scope' }), { target: { value: 'b' } })
    expect(onDraft).toHaveBeenLastCalledWith(
      expect.objectContaining({
        parameters: [
          ['scope', 'b'],
          ['x', 'y'],
        ],
      }),
    )
    fireEvent.change(screen.getByRole('textbox', { name: 'scope' }), { target: { value: '' } })
    expect(onDraft).toHaveBeenLastCalledWith(expect.objectContaining({ parameters: [['x', 'y']] }))
  })

  it.each([
    {
      why: 'the endpoint',
      more: { environment: { ...environment, settings: {} } },
      said: /no token endpoint/,
    },
    { why: 'the signature', more: {}, said: /not signed yet/ },
  ])('says that $why is missing, and does not send', ({ more, said }) => {
    open({ built: undefined, ...more })
    expect(screen.getByText(said)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', true)
  })

  it('can be cancelled while it waits', async () => {
    const { onCancel } = open({ sending: true })
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(onCancel).toHaveBeenCalledOnce()
  })
})
