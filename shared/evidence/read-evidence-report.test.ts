import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { diagnose } from '../diagnosis/diagnose.ts'
import { gatherFacts } from '../facts/gather-facts.ts'
import { RULES } from '../lint/registry.ts'
import { runLint } from '../lint/run-lint.ts'
import { smartGeneric } from '../profiles/smart-generic.ts'
import { bashSnippet } from '../report/evidence-request.ts'
import { anAttempt } from '../testing/an-attempt.ts'
import { readEvidenceReport } from './read-evidence-report.ts'

const run = (script: string, variables: Record<string, string>): Promise<string> =>
  new Promise((done) => {
    const child = spawn('bash', ['-c', script], {
      env: { ...process.env, NO_PROXY: '127.0.0.1', ...variables },
    })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.once('close', () => done(printed))
  })

it('what the snippet prints in bash, pasted back as a quoted mail, gives the cause and holds no signature', async () => {
  const server = createServer((_req, res) => {
    res.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const tokenEndpoint = `http://127.0.0.1:${port}/token`
  const { assertion = '' } = await anAttempt()
    .withPayload({ aud: `${tokenEndpoint}/` })
    .evidence()
  const printed = await run(bashSnippet({ tokenEndpoint, scope: 'system/Patient.rs' }), {
    ASSERTION: assertion,
  })
  server.close()
  expect(printed).not.toContain(assertion.split('.')[2])

  const quoted = `Hello,\n${printed.replace(/^/gm, '> ')}`
  const attempt = readEvidenceReport(quoted, {
    profile: 'smart-generic',
    environment: { label: 'practice', tokenEndpoint },
  })
  expect(attempt?.tokenResponse?.status).toBe(401)
  expect(attempt?.facts?.signatureBytes).toBe(256)
  const facts = await gatherFacts({ ...attempt, profile: smartGeneric })
  const [first] = diagnose(facts, runLint(facts, RULES)).causes
  expect([first?.id, first?.grade]).toEqual(['payload-aud-trailing-slash', 'proven'])
})

it('a text that is cut off before the claims is no evidence', () => {
  expect(
    readEvidenceReport('countersign-evidence/1\nclock: 1\nheader64: e30', { profile: 'rfc7523' }),
  ).toBeUndefined()
})

it('half a surrogate pair in the scope does not stop the reading', () => {
  const text = 'countersign-evidence/1\nheader64: e30\nclaims64: e30\nscope: a\ud800b\n'
  expect(readEvidenceReport(text, { profile: 'rfc7523' })?.tokenRequest?.body).toContain('scope=a%EF%BF%BDb')
})
