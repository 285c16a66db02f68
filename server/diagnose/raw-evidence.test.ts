import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AttemptBuilder } from '../../shared/testing/an-attempt.ts'
import {
  attemptText,
  linesOf,
  makeDiagnoseFolder,
  refusedAttempt,
  run,
  withSlash,
  type DiagnoseFolder,
} from '../testing/diagnose-folder.ts'

let folder: DiagnoseFolder
beforeAll(async () => void (folder = await makeDiagnoseFolder()))
afterAll(() => folder.remove())

/** The exchange of an attempt in the forms that people have. */
const formsOf = async (builder: AttemptBuilder) => {
  const { tokenRequest, tokenResponse, environment } = await builder.evidence()
  const { url = '', body = '', headers = [] } = tokenRequest ?? {}
  const response = tokenResponse as { status: number; headers: [string, string][]; body: string }
  const { host, pathname } = new URL(url)
  const head = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const named = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([name, value]) => ({ name, value }))
  return {
    curl: `curl -i '${url}' \\\n  ${body
      .split('&')
      .map((pair) => `-d '${pair}'`)
      .join(' \\\n  ')}\n`,
    http: `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\n${head(headers)}\r\n${body}`,
    form: body,
    har: JSON.stringify({
      startedDateTime: '2025-11-24T16:00:00Z',
      request: { method: 'POST', url, headers: named(headers), postData: { text: body } },
      response: {
        status: response.status,
        headers: named(response.headers),
        content: { text: response.body },
      },
    }),
    answer: `HTTP/1.1 ${response.status} Bad Request\r\n${head(response.headers)}\r\n${response.body}`,
    environment: JSON.stringify(environment),
  }
}

const named = ({ out }: { out: string }) => linesOf(out)[0]?.causes?.[0]

describe('raw evidence', () => {
  it.each(['curl', 'http', 'form', 'har'] as const)('%s with its answer gives the cause', async (form) => {
    const forms = await formsOf(withSlash())
    const request = await folder.write(`raw-${form}.txt`, forms[form])
    const response = await folder.write('answer.txt', forms.answer)
    const env = await folder.write('env.json', forms.environment)
    const args = ['--request', request, '--response', response, '--env', env, '--profile', 'epic-sandbox']
    const result = await run(args)
    expect(result.status).toBe(0)
    expect(named(result)).toMatchObject({ id: 'payload-aud-trailing-slash', grade: 'proven' })
  })

  it('a HAR entry brings its own answer', async () => {
    const { har } = await formsOf(refusedAttempt())
    const [line] = linesOf((await run(['--request', await folder.write('own.har', har)])).out)
    expect(line).toMatchObject({ outcome: 'ranked' })
  })

  it.each([
    { why: 'the request', args: (at: Files) => ['--request', '-', '--response', at.answer], of: 'curl' },
    { why: 'the answer', args: (at: Files) => ['--request', at.curl, '--response', '-'], of: 'answer' },
    { why: 'request and answer', args: () => ['--request', '-', '--response', '-'], of: 'both' },
    { why: 'request and answer', args: () => ['-'], of: 'both' },
  ] as const)('standard input may hold $why', async ({ args, of }) => {
    const forms = await formsOf(withSlash())
    const files = {
      curl: await folder.write('in.curl', forms.curl),
      answer: await folder.write('in.answer', forms.answer),
    }
    const both = `$ ${forms.curl}  % Total    % Received\n${forms.answer}`
    const result = await run(args(files), { ...forms, both }[of])
    expect(result.status, result.out).toBe(0)
    expect(named(result)).toMatchObject({ id: 'payload-aud-trailing-slash', grade: 'proven' })
  })

  it('standard input may hold an attempt; the key file that it names has no folder to lie in', async () => {
    const text = await attemptText(withSlash(), { id: 'piped', keyFile: { path: 'key.pem' } })
    expect(linesOf((await run(['-'], text)).out)).toMatchObject([{ id: 'piped', outcome: 'proven' }])
  })

  it.each([
    { why: 'no request', args: ['--request', '-'], input: 'nothing of the kind', code: 'request-unreadable' },
    {
      why: 'no answer below it',
      args: ['--request', '-', '--response', '-'],
      input: 'grant_type=x',
      code: 'response-unreadable',
    },
    {
      why: 'an unknown profile',
      args: ['--request', '-', '--profile', 'nobody'],
      input: 'grant_type=x',
      code: 'profile-unknown',
    },
    { why: 'no such file', args: ['--request', 'absent.txt'], input: '', code: 'not-readable' },
    {
      why: 'standard input twice',
      args: ['--request', '-', '--env', '-'],
      input: 'grant_type=x',
      code: 'usage',
    },
  ])('ends with 2 for $why', async ({ args, input, code }) => {
    const { status, out } = await run(args, input)
    expect(status).toBe(2)
    expect(linesOf(out)).toMatchObject([{ id: null, error: { code } }])
  })
})

interface Files {
  readonly curl: string
  readonly answer: string
}
