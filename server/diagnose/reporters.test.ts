import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  makeDiagnoseFolder,
  refusedAttempt,
  run,
  succeeded,
  withSlash,
  type DiagnoseFolder,
} from '../testing/diagnose-folder.ts'

let folder: DiagnoseFolder
beforeAll(async () => void (folder = await makeDiagnoseFolder()))
afterAll(() => folder.remove())

describe('for people and for CI', () => {
  it('text says the verdict, each value, and what to do next', async () => {
    const path = await folder.attempt('people.attempt.json', withSlash())
    const { out } = await run(['--format', 'text', path])
    expect(out).toMatch(/^people: Proven: /)
    expect(out).toContain('/assertion/payload/aud')
    expect(out).toMatch(/^ {2}next: \S/m)
  })

  it('junit counts a refused attempt as a failure and an unreadable file as an error', async () => {
    await folder.attempt('ci/1-proven.attempt.json', withSlash())
    await folder.attempt('ci/2-clean.attempt.json', succeeded())
    await folder.write('ci/3-broken.attempt.json', '{')
    const { status, out } = await run(['--format', 'junit', join(folder.path, 'ci')])
    expect(status).toBe(2)
    expect(out).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuite [^>]*tests="3" failures="1" errors="1">/,
    )
    expect(out).toMatch(/name="1-proven"><failure type="proven"/)
    expect(out).toMatch(/name="2-clean"><\/testcase>/)
    expect(out).toMatch(/name="3-broken.attempt.json"><error type="not-json"/)
  })

  it.each(['text', 'junit', 'json'])(
    'R61 R62 %s lets no text of a file draw on the terminal or close an element',
    async (format) => {
      const hostile = '\u001b[2J\u009b\u202e</failure><x a="1">'
      const path = await folder.attempt(
        'hostile.attempt.json',
        refusedAttempt().withPayload({ aud: hostile }),
        {
          id: hostile,
        },
      )
      const { out } = await run(['--format', format, path])
      expect(out).not.toMatch(/[\u001b\u009b\u202e]/)
      if (format === 'junit') expect(out).not.toMatch(/<\/failure><x/)
    },
  )
})
