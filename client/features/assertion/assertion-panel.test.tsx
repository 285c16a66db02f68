// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Draft, Environment } from '../../../shared/contract/environments.ts'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import { smartGeneric } from '../../../shared/profiles/smart-generic.ts'
import { AssertionPanel, type AssertionPanelProps } from './assertion-panel.tsx'

// jsdom has no layout, which Monaco needs; the plain text area is the same document.
vi.mock('../../ui/code-editor/monaco-pane.tsx', () => new Promise(() => undefined))
// jsdom has no CSS.escape, which a dialog asks for.
vi.stubGlobal('CSS', { escape: (text: string) => text })

afterEach(cleanup)

const environment: Environment = {
  id: 'sandbox',
  name: 'Sandbox',
  profile: 'smart-generic',
  origin: 'user',
  settings: { clientId: 'client-1' },
}
const HEADER = '{ "alg":"RS256",\n  "kid" : "k1" }'
const PAYLOAD = '{"iss":"client-1","sub":"client-1","aud":"https://as.example/token/","exp":1300,"iat":1e3}'
const start: Draft = {
  headerText: HEADER,
  payloadText: PAYLOAD,
  renewOnSend: true,
  lifetimeS: 240,
  flow: 'client_credentials',
  parameters: [],
}

const finding = (pointer: string, message: string): Finding => ({
  ruleId: 'r',
  title: 't',
  object: 'payload',
  severity: 'error',
  proof: 'P',
  grade: 'proven',
  pointer,
  message,
  fix: 'f',
  source: { document: 'RFC 7523' },
})

/** The panel with a parent that keeps the draft; gives back how to read it. */
function open(draft: Partial<Draft> = {}, more: Partial<AssertionPanelProps> = {}) {
  const drafts: Draft[] = []
  const Parent = () => {
    const [current, setCurrent] = useState<Draft>({ ...start, ...draft })
    const [isPasting, setPasting] = useState(false)
    drafts.push(current)
    return (
      <AssertionPanel
        environment={environment}
        profile={smartGeneric}
        draft={current}
        onDraft={setCurrent}
        keys={[]}
        chosenKey={undefined}
        audienceCandidates={[{ value: 'https://as.example/token', from: 'token endpoint' }]}
        findings={[]}
        signed={{ state: 'idle' }}
        now={1_100}
        onRenew={() => undefined}
        isPasting={isPasting}
        onPasting={setPasting}
        onReadyMade={() => undefined}
        onShow={() => undefined}
        theme="light"
        {...more}
      />
    )
  }
  render(<Parent />)
  return () => drafts.at(-1) ?? start
}

const field = (name: RegExp) => screen.getByRole('combobox', { name })
const editor = (name: RegExp) => screen.getByRole('textbox', { name })

describe('AssertionPanel', () => {
  it('changes one value in the text and leaves every other byte', () => {
    const draft = open()
    fireEvent.change(field(/^kid/), { target: { value: 'k2' } })
    expect(draft().headerText).toBe('{ "alg":"RS256",\n  "kid" : "k2" }')
    fireEvent.change(field(/^aud/), { target: { value: 'https://as.example/token' } })
    expect(draft().payloadText).toBe(PAYLOAD.replace('token/', 'token'))
  })

  it('fills the form from the text', () => {
    open()
    fireEvent.change(editor(/^Payload/), { target: { value: '{"iss":"a","sub":"b","aud":"c"}' } })
    expect(field(/^iss/)).toHaveProperty('value', 'a')
    expect(field(/^sub/)).toHaveProperty('value', 'b')
    expect(field(/^aud/)).toHaveProperty('value', 'c')
  })

  it('edits iss and sub together while they are one value, and apart on request', async () => {
    const draft = open()
    fireEvent.change(field(/^iss and sub/), { target: { value: 'client-2' } })
    expect(draft().payloadText).toContain('"iss":"client-2","sub":"client-2"')
    await userEvent.click(screen.getByRole('button', { name: 'Edit them apart' }))
    fireEvent.change(field(/^sub/), { target: { value: 'client-3' } })
    expect(draft().payloadText).toContain('"iss":"client-2","sub":"client-3"')
    await userEvent.click(screen.getByRole('button', { name: 'Make sub the same as iss' }))
    expect(draft().payloadText).toContain('"iss":"client-2","sub":"client-2"')
  })

  it('moves exp from the iat of the text, and keeps the spelling of iat', () => {
    const draft = open()
    fireEvent.change(screen.getByRole('textbox', { name: 'Lifetime in seconds' }), {
      target: { value: '60' },
    })
    expect(draft()).toMatchObject({ lifetimeS: 60, payloadText: PAYLOAD.replace('1300', '1060') })
  })

  it('renews with a lifetime that was typed into the JSON', () => {
    const draft = open()
    fireEvent.change(editor(/^Payload/), { target: { value: '{"iat":10,"exp":100}' } })
    expect(draft().lifetimeS).toBe(90)
  })

  it('keeps what is no positive whole number out of the text', () => {
    const draft = open()
    fireEvent.change(screen.getByRole('textbox', { name: 'Lifetime in seconds' }), {
      target: { value: '-5' },
    })
    expect(draft().payloadText).toBe(PAYLOAD)
    expect(screen.getByText(/whole number of seconds/)).toBeTruthy()
  })

  it('loses nothing of broken JSON: the form says so and waits', () => {
    const draft = open({ payloadText: '{"iss": "client-1", ' })
    expect(screen.getByText(/payload cannot be read as a JSON object/)).toBeTruthy()
    expect(field(/^aud/)).toHaveProperty('disabled', true)
    expect(field(/^kid/)).toHaveProperty('disabled', false)
    expect(draft().payloadText).toBe('{"iss": "client-1", ')
  })

  it('leaves a value that is no string to the editor', () => {
    open({ payloadText: '{"aud":["a","b"]}' })
    expect(field(/^aud/)).toHaveProperty('disabled', true)
    expect(field(/^aud/)).toHaveProperty('value', '["a","b"]')
    expect(screen.getByText('Not a string; edit it in the JSON.')).toBeTruthy()
  })

  it('says at the field what a rule says about its value', () => {
    open({}, { findings: [finding('/assertion/payload/aud', 'aud has one slash too many.')] })
    expect(screen.getByText('aud has one slash too many.')).toBeTruthy()
    expect(field(/^aud/).getAttribute('aria-invalid')).toBe('true')
  })

  it('adds a claim as typed and removes it again', async () => {
    const draft = open()
    const person = userEvent.setup()
    await person.click(screen.getByRole('button', { name: '+ Claim' }))
    const form = within(screen.getByRole('form', { name: 'Add a claim' }))
    fireEvent.change(form.getByRole('textbox', { name: 'Claim name' }), { target: { value: 'nbf' } })
    fireEvent.change(form.getByRole('textbox', { name: 'Value' }), { target: { value: '1e3' } })
    await person.click(form.getByRole('button', { name: 'Add' }))
    expect(draft().payloadText).toBe(PAYLOAD.replace('1e3}', '1e3,"nbf":1e3}'))
    await person.click(screen.getByRole('button', { name: 'Remove nbf' }))
    expect(draft().payloadText).toBe(PAYLOAD)
  })

  it('formats and compacts only when asked, and keeps literals', async () => {
    const draft = open()
    await userEvent.click(screen.getByRole('button', { name: 'Format the payload' }))
    expect(draft().payloadText).toContain('\n  "iat": 1e3\n}')
    await userEvent.click(screen.getByRole('button', { name: 'Compact the payload' }))
    expect(draft().payloadText).toBe(PAYLOAD)
  })

  it('keeps CRLF where nobody typed', () => {
    const draft = open({ headerText: '{\r\n"alg":"RS256",\r\n"kid":"a"}' })
    fireEvent.change(editor(/^Header/), { target: { value: '{\n"alg":"RS256",\n"kid":"b"}' } })
    expect(draft().headerText).toBe('{\r\n"alg":"RS256",\r\n"kid":"b"}')
  })

  it('counts the bytes that are signed, not the characters', () => {
    open({ headerText: '{}', payloadText: '{"a":"é"}' })
    expect(screen.getByText('What is signed is what you see: 12 bytes.')).toBeTruthy()
  })

  it('shows the signed JWT whole, or why there is none', () => {
    open({}, { signed: { state: 'signed', assertion: 'aaa.bbb.ccc' } })
    expect(screen.getByRole('status', { name: 'Signed assertion' }).textContent).toBe('aaa.bbb.ccc')
    cleanup()
    const problem = { title: 'The algorithm does not fit the key', detail: 'ES256 needs P-256.' }
    open(
      {},
      {
        signed: {
          state: 'failed',
          problem: { ...problem, type: 'about:blank', status: 422, code: 'alg-key-mismatch', requestId: 'r' },
        },
      },
    )
    expect(screen.getByRole('alert').textContent).toBe(`${problem.title}. ${problem.detail}`)
  })

  it('takes a pasted JWT byte for byte, and gives the old texts back', async () => {
    const header = '{"alg":"ES256",\r\n "kid":"k\\u0032"}'
    const payload = '{"iss":"x","iss":"y","iat":1e3,"exp":1.06e3}'
    const part = (text: string) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    const draft = open()
    const person = userEvent.setup()
    await person.click(screen.getByRole('button', { name: 'Paste a JWT…' }))
    const box = screen.getByRole('textbox', { name: 'Compact JWT' })
    fireEvent.change(box, { target: { value: `${part(header)}.ab+c.x` } })
    expect(screen.getByText(/^The payload is not base64url/).textContent).toContain(
      `(index ${part(header).length + 3} of the pasted text)`,
    )
    const fill = screen.getByRole('button', { name: 'Fill header and payload' })
    expect(fill).toHaveProperty('disabled', true)
    fireEvent.change(box, { target: { value: `${part(header)}.${part(payload)}.c2ln` } })
    await person.click(fill)
    expect(draft()).toMatchObject({ headerText: header, payloadText: payload, lifetimeS: 60 })
    expect(screen.getByText(/its signature was not kept/)).toBeTruthy()
    await person.click(screen.getByRole('button', { name: 'Undo' }))
    expect(draft()).toEqual(start)
  })

  it('goes to the value that a pointer names', () => {
    open({}, { focusPointer: { pointer: '/assertion/payload/aud', nonce: 1 } })
    const area = editor(/^Payload/)
    expect(document.activeElement).toBe(area)
    const { selectionStart, selectionEnd, value } = area as HTMLTextAreaElement
    expect(value.slice(selectionStart, selectionEnd)).toBe('"https://as.example/token/"')
  })
})
