// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { Finding } from '../../../shared/lint/run-lint.ts'
import { VerdictColumn, type VerdictColumnProps } from './verdict-column.tsx'

afterEach(cleanup)

const finding: Finding = {
  ruleId: 'aud-trailing-slash',
  title: 'aud and the token endpoint differ by a slash',
  object: 'payload',
  severity: 'error',
  proof: 'P',
  grade: 'proven',
  pointer: '/assertion/payload/aud',
  message: 'aud ends in one extra "/".',
  actual: 'https://ehr.example/token/',
  expected: 'https://ehr.example/token',
  index: 25,
  fix: 'Remove the slash.',
  source: { document: 'RFC 7523', section: '3', url: 'https://www.rfc-editor.org/rfc/rfc7523#section-3' },
  edit: {
    label: 'Remove the slash',
    target: 'payloadText',
    apply: (text) => text.replace('token/', 'token'),
  },
}

const show = (more: Partial<VerdictColumnProps>) => {
  const onFix = vi.fn<(fixed: Finding) => void>()
  const onShow = vi.fn<(shown: Finding) => void>()
  render(
    <VerdictColumn
      findings={[finding]}
      unknowns={[]}
      judged
      failed={undefined}
      isInDrawer={false}
      ruleHref={(ruleId) => `#/here/rules/${ruleId}`}
      onFix={onFix}
      onShow={onShow}
      {...more}
    />,
  )
  return { onFix, onShow }
}

it('a value that turns the direction of text is named by its code, and the sentence keeps its order', () => {
  show({ findings: [{ ...finding, message: 'iss is "4f1c\u202eevil"; live' }] })
  expect(screen.getByRole('heading', { level: 3 }).textContent).toBe('iss is "4f1cU+202Eevil"; live')
})

it('says what, how sure, both values with the difference marked, and where the rule is written', () => {
  show({})
  const item = screen.getByRole('listitem')
  expect(within(item).getByRole('heading').textContent).toBe('aud ends in one extra "/".')
  expect(item.textContent).toContain('proven')
  expect(item.querySelector('mark')?.textContent).toBe('/')
  expect(
    within(item)
      .getByRole('link', { name: /RFC 7523/ })
      .getAttribute('href'),
  ).toBe(finding.source.url)
  expect(within(item).getByRole('link', { name: finding.title }).getAttribute('href')).toBe(
    '#/here/rules/aud-trailing-slash',
  )
})

it('fixes and shows the finding that is meant', async () => {
  const { onFix, onShow } = show({})
  await userEvent.click(screen.getByRole('button', { name: 'Fix it: remove the slash' }))
  await userEvent.click(screen.getByRole('button', { name: 'Show me payload.aud' }))
  expect(onFix).toHaveBeenCalledWith(finding)
  expect(onShow).toHaveBeenCalledWith(finding)
})

it('offers no repair where none is mechanical', () => {
  const { edit: _edit, ...plain } = finding
  show({ findings: [plain] })
  expect(screen.queryByRole('button', { name: /Fix it/ })).toBeNull()
})

it('links only to https', () => {
  show({ findings: [{ ...finding, source: { document: 'A page', url: 'javascript:alert(1)' } }] })
  expect(screen.queryByRole('link', { name: /A page/ })).toBeNull()
})

it.each([
  { why: 'not loaded yet', more: { judged: false }, words: /Nothing has been checked yet/ },
  { why: 'could not run', more: { judged: false, failed: 'no memory' }, words: /could not run: no memory/ },
  {
    why: 'nothing found, the key being locked',
    more: { judged: true, missing: 'mine.pem is locked (step 2)' },
    words: /Not everything can: mine\.pem is locked/,
  },
  { why: 'nothing found', more: { judged: true }, words: /Nothing local is wrong/ },
])('is honest about what was checked: $why', ({ more, words }) => {
  show({ findings: [], ...more })
  expect(screen.getByRole('status').textContent).toMatch(words)
})

it('what cannot be known stands once with everything that waits for it', () => {
  const needs = 'the registered JWK Set'
  show({
    unknowns: [
      { ruleId: 'a', title: 'kid is not served', needs },
      { ruleId: 'b', title: 'another key is served', needs },
    ],
  })
  const list = screen.getByRole('list', { name: 'Cannot be known from here' })
  expect(within(list).getAllByRole('listitem')).toHaveLength(1)
  expect(list.textContent).toContain('kid is not served; another key is served')
})
