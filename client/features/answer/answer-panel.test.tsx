// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { TokenOutcome } from '../../../shared/contract/token-outcome.ts'
import { AnswerPanel, type AnswerPanelProps } from './answer-panel.tsx'
import { attemptWith, causeWith, diagnosisWith, rankedWith } from './answer-samples.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const refused: TokenOutcome = { kind: 'oauth-error', status: 400, error: 'invalid_client' }
const granted: TokenOutcome = {
  kind: 'token',
  status: 200,
  tokenType: 'Bearer',
  scope: 'a',
  expiresInS: 300,
  members: ['access_token'],
}

function open(more: Partial<AnswerPanelProps> = {}) {
  const attempt = 'attempt' in more ? more.attempt : attemptWith(refused)
  const props: AnswerPanelProps = {
    attempts: attempt ? [attempt] : [],
    diagnosis: diagnosisWith([]),
    answers: {},
    onAnswers: vi.fn(),
    experiments: {
      isRunning: false,
      onRun: vi.fn(),
      onAnswer: vi.fn(),
      onStop: vi.fn(),
      onWait: vi.fn(),
    },
    across: {
      environments: [],
      environmentId: 'a',
      group: undefined,
      isRunning: false,
      result: undefined,
      onTry: vi.fn(),
      onStop: vi.fn(),
    },
    sending: false,
    onReveal: vi.fn(() => Promise.resolve({ value: 'the-real-token' })),
    onSelect: vi.fn(),
    onSendAgain: vi.fn(),
    onGo: vi.fn(),
    ...more,
    attempt,
  }
  const { rerender } = render(<AnswerPanel {...props} />)
  return { ...props, rerender }
}

describe('AnswerPanel', () => {
  it('teaches what stands here before anything was sent', () => {
    const { onGo } = open({ attempt: undefined })
    fireEvent.click(screen.getByRole('button', { name: 'Look at the request first' }))
    expect(onGo).toHaveBeenCalledWith('request')
  })

  it('puts the verdict beside the raw status and body', () => {
    open({ diagnosis: diagnosisWith([causeWith()]) })
    expect(screen.getByRole('heading', { name: /^Proven: aud ends in one extra/ })).toBeTruthy()
    const raw = screen.getByRole('group', { name: 'Status, headers and body' })
    expect(raw.textContent).toContain('400 Bad Request')
    expect(raw.textContent).toContain('{"error":"invalid_client"}')
  })

  it('shows both values of a cause with the difference marked', () => {
    open({ diagnosis: diagnosisWith([causeWith()]) })
    expect(document.querySelector('mark')?.textContent).toBe('/')
    fireEvent.click(screen.getByRole('button', { name: /^Show me/ }))
  })

  it('fixes and sends again where the fix is mechanical', () => {
    const edit = { label: 'Remove the slash', target: 'payloadText', before: 'x/', after: 'x' } as const
    const { onFixAndSend } = open({
      diagnosis: diagnosisWith([causeWith({ edit })]),
      onFixAndSend: vi.fn(),
    })
    fireEvent.click(screen.getByRole('button', { name: 'Remove the slash and send again' }))
    expect(onFixAndSend).toHaveBeenCalledWith(edit)
  })

  it('never says that a refused request is right, only that nothing was found', () => {
    open()
    expect(
      screen.getByRole('heading', { name: 'Nothing that can be checked from here is wrong.' }),
    ).toBeTruthy()
    expect(screen.getByText(/No check from here finds a fault/)).toBeTruthy()
  })

  it('tells what the practice server knew and a real one would not say', () => {
    open({ attempt: attemptWith(refused, { practiceReason: 'audience mismatch' }) })
    expect(screen.getByText('audience mismatch')).toBeTruthy()
  })

  it.each<{ why: string; outcome: TokenOutcome; said: RegExp }>([
    {
      why: 'a web page',
      outcome: { kind: 'not-conformant', status: 200, why: 'the body is HTML' },
      said: /The body is HTML/,
    },
    {
      why: 'no route',
      outcome: { kind: 'no-response', failure: 'connect', detail: 'ECONNREFUSED' },
      said: /Check host and port/,
    },
  ])('says of $why what to do', ({ outcome, said }) => {
    open({ attempt: attemptWith(outcome) })
    expect(screen.getByText(said)).toBeTruthy()
  })

  it('R45 shows what a hostile server says as text: no element, no link, no character that turns others round', () => {
    const hostile = '\u001b[31m<img src=x onerror=alert(1)>\u202Ejavascript:alert(1)'
    const attempt = attemptWith({
      kind: 'oauth-error',
      status: 401,
      error: 'invalid_client',
      description: hostile,
      uri: 'javascript:alert(1)',
    })
    open({
      attempt: {
        ...attempt,
        response: {
          ...attempt.response,
          headers: [['x-hostile', hostile]],
          body: JSON.stringify(hostile) + hostile,
        },
      },
    })
    const shown = screen.getByRole('region', { name: 'Verdict' })
    expect(shown.textContent).toContain('<img src=x onerror=alert(1)>U+202E')
    expect(document.body.textContent).not.toMatch(/[\u001b\u202e]/)
    expect(document.querySelector('img')).toBeNull()
    expect([...document.links].map(({ href }) => href).filter((href) => !href.startsWith('https:'))).toEqual(
      [],
    )
  })

  it('shows an empty body as empty', () => {
    const attempt = attemptWith({ kind: 'not-conformant', status: 502, why: 'the body is empty' })
    open({ attempt: { ...attempt, response: { ...attempt.response, body: '' } } })
    expect(screen.getByText('The body is empty.')).toBeTruthy()
  })

  it('says why the workbench itself did not send', () => {
    const problem = { title: 'This address is not contacted', detail: '10.0.0.1 is private.', requestId: 'r' }
    open({ problem: { ...problem, type: 'about:blank', status: 403, code: 'target-not-allowed' } })
    expect(screen.getByRole('alert').textContent).toBe(`Not sent. ${problem.title}. ${problem.detail}`)
  })

  it('compares the scopes asked for with those granted', () => {
    open({ attempt: attemptWith(granted) })
    expect(screen.getByText('granted')).toBeTruthy()
    expect(screen.getByText('not granted')).toBeTruthy()
  })

  it('reveals one secret at a time, and hides it again after 30 seconds', async () => {
    vi.useFakeTimers()
    const { onReveal } = open({ attempt: attemptWith(granted, { revealable: ['access_token', 'id_token'] }) })
    expect(document.body.textContent).not.toContain('the-real-token')
    fireEvent.click(screen.getByRole('button', { name: 'Reveal access_token' }))
    await act(() => vi.advanceTimersByTimeAsync(0))
    expect(onReveal).toHaveBeenCalledExactlyOnceWith('a18', 'access_token')
    expect(screen.getByRole('status', { name: 'access_token' }).textContent).toBe('the-real-token')
    fireEvent.click(screen.getByRole('button', { name: 'Reveal id_token' }))
    await act(() => vi.advanceTimersByTimeAsync(0))
    expect(screen.queryByRole('status', { name: 'access_token' })).toBeNull()
    await act(() => vi.advanceTimersByTimeAsync(30_000))
    expect(document.body.textContent).not.toContain('the-real-token')
  })

  it('forgets a revealed secret when another attempt is shown', async () => {
    const attempt = attemptWith(granted, { revealable: ['access_token'] })
    const { rerender, ...props } = open({ attempt })
    fireEvent.click(screen.getByRole('button', { name: 'Reveal access_token' }))
    expect(await screen.findByText('the-real-token')).toBeTruthy()
    rerender(<AnswerPanel {...props} attempt={{ ...attempt, id: 'a19' }} />)
    expect(document.body.textContent).not.toContain('the-real-token')
  })

  it('asks the two questions and passes the answers on', () => {
    const { onAnswers } = open({ answers: { changedSince: ['key'] } })
    fireEvent.click(screen.getByRole('button', { name: 'never' }))
    expect(onAnswers).toHaveBeenLastCalledWith({ changedSince: ['key'], lastWorkedAt: 'never' })
    fireEvent.click(screen.getByRole('button', { name: 'the network' }))
    expect(onAnswers).toHaveBeenLastCalledWith({ changedSince: ['key', 'network'] })
  })

  it('says of a ranked cause what it weighs, how it moved and what would settle it', () => {
    open({
      diagnosis: diagnosisWith([rankedWith({ share: 0.5, shareBefore: 0.21 })], {
        cannotBeKnown: [{ id: 'env-sync-pending', title: 'T', settle: 'When was the app last saved?' }],
      }),
    })
    expect(screen.getByText(/50 % of what remains, up from 21 %/)).toBeTruthy()
    const unknown = screen.getByRole('region', { name: 'Cannot be known from here' })
    expect(unknown.textContent).toContain('When was the app last saved?')
  })

  it('says what each outcome of an experiment would mean before it is run', () => {
    const experiment = {
      experiment: 'X6' as const,
      change: '',
      title: 'Shorten the lifetime',
      how: 'send' as const,
      cost: 2,
      gain: 0.4,
      readings: [{ id: 'success', label: 'a token', meaning: 'The clock is the fault.', chance: 0.3 }],
      isAutomatic: false,
    }
    const { experiments } = open({ diagnosis: diagnosisWith([rankedWith()], { experiments: [experiment] }) })
    const card = screen.getByRole('region', { name: 'Next experiment' })
    expect(card.textContent).toContain('The clock is the fault.')
    fireEvent.click(screen.getByRole('button', { name: 'Run: Shorten the lifetime' }))
    expect(experiments.onRun).toHaveBeenCalledWith(experiment)
  })

  it('lists the attempts of the run to look at again', () => {
    const older = attemptWith(granted, { id: 'a17', sequence: 17 })
    const { onSelect } = open({ attempts: [attemptWith(refused), older] })
    fireEvent.click(screen.getByRole('button', { name: /200 token/ }))
    expect(onSelect).toHaveBeenCalledWith('a17')
  })
})
