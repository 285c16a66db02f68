import { expect, it } from 'vitest'
import { SHOW_NOTHING } from '../redaction/redaction-rules.ts'
import { anAttempt } from '../testing/an-attempt.ts'
import { makeReport } from './make-report.ts'
import { toHtml } from './to-html.ts'
import { toMarkdown } from './to-markdown.ts'

const HOSTILE =
  '</script><img src=x onerror=alert(1)> ```\n# heading [link](javascript:alert(1)) |\u001b[2J\u009b\u202E=cmd'

const report = async () => {
  const { profile, ...evidence } = await anAttempt()
    .answered(401, { error: 'invalid_client', error_description: HOSTILE })
    .evidence()
  const made = await makeReport(
    { ...evidence, format: 'attempt/1', id: 'a', profile: profile.id },
    { show: SHOW_NOTHING, salt: 'salt', secrets: [] },
  )
  if (!made.ok) throw new Error(`the report was held back: ${made.form}`)
  return made
}

it('R61 every form of a report quotes a hostile answer without a character that is obeyed', async () => {
  const { html, markdown, message, attemptText } = await report()
  expect(markdown).toContain('onerror')
  for (const text of [html, markdown, message]) expect(text).not.toMatch(/[\u001b\u009b\u202e]/)
  // The file is JSON for programs and keeps what was said; JSON itself escapes what a terminal obeys first.
  expect(attemptText).not.toContain('\u001b')
})

it('R61 of a model full of markup neither HTML nor Markdown makes an element, a link or a heading', async () => {
  const { model } = await report()
  const hostile = {
    ...model,
    answer: HOSTILE,
    verdict: HOSTILE,
    headerText: HOSTILE,
    answerBody: HOSTILE,
    causes: [{ grade: 'proven', title: HOSTILE, evidence: HOSTILE }],
    identity: [{ name: HOSTILE, value: HOSTILE }],
    requestIds: [{ name: HOSTILE, value: HOSTILE }],
  }
  expect(toHtml(hostile)).not.toMatch(/<(img|script|a)\b|<\/script/)
  const lines = toMarkdown(hostile).split('\n')
  // Outside fences nothing of it is markup: each fence is longer than any run of backticks inside.
  let fence: string | undefined
  for (const line of lines) {
    const ticks = /^`{3,}/.exec(line)?.[0]
    if (fence === undefined && ticks !== undefined) fence = ticks
    else if (fence !== undefined && line === fence) fence = undefined
    else if (fence === undefined && !line.startsWith('|')) {
      expect(line).not.toMatch(/(^|[^\\])<img|(^|[^\\])\[link/)
      expect(line).not.toBe('# heading')
    }
  }
  expect(fence).toBeUndefined()
})
