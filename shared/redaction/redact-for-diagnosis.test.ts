import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attempt as attemptSchema, type Attempt } from '../attempt/attempt.ts'
import { readAttempt } from '../attempt/read-attempt.ts'
import { writeAttempt } from '../attempt/write-attempt.ts'
import { diagnose, type Verdict } from '../diagnosis/diagnose.ts'
import { gatherFacts } from '../facts/gather-facts.ts'
import { RULES } from '../lint/registry.ts'
import { runLint } from '../lint/run-lint.ts'
import { profileById, PROFILES } from '../profiles/registry.ts'
import { anAttempt, NOW, type AttemptBuilder } from '../testing/an-attempt.ts'
import { redactForDiagnosis } from './redact-for-diagnosis.ts'
import { SHOW_ALL, SHOW_NOTHING, type ShowChoices } from './redaction-rules.ts'
import { fc } from '../testing/properties.ts'

const told = ({ outcome, causes }: Verdict) => ({
  outcome,
  causes: causes.map(({ id, grade }) => `${grade} ${id}`),
})

/** Export, import and diagnose; then export what was imported. */
async function roundTrip(given: Attempt, show: ShowChoices) {
  const profile = profileById(given.profile)
  if (profile === undefined) throw new Error(`no profile ${given.profile}`)
  const report = await redactForDiagnosis(given, profile, { show, isReport: true, salt: 'first' })
  const written = writeAttempt(report.attempt)
  const text = written.ok ? written.text : written.message
  const read = readAttempt(text)
  if (!read.ok) throw new Error(read.message)
  const facts = await gatherFacts({ ...read.attempt, profile })
  const again = await redactForDiagnosis(read.attempt, profile, { show, isReport: true, salt: 'second' })
  const rewritten = writeAttempt(again.attempt)
  return {
    before: told(report.verdict),
    after: told(diagnose(facts, runLint(facts, RULES))),
    text,
    again: rewritten.ok ? rewritten.text : rewritten.message,
  }
}

const SPOILERS: readonly ((attempt: AttemptBuilder) => AttemptBuilder | Promise<AttemptBuilder>)[] = [
  (each) => each,
  (each) => each.withPayload({ aud: 'https://ehr.example.test/oauth2/token/' }),
  (each) =>
    each.withPayload({ aud: ['https://ehr.example.test/oauth2/token', 'https://other.example.test'] }),
  (each) => each.withPayload({ sub: 'another-client' }),
  (each) => each.withPayload({ exp: (NOW + 50) * 1000 }),
  (each) => each.withPayload({ iss: undefined }),
  (each) => each.withPayload({ jti: '1', password: 'correct horse battery staple' }),
  (each) => each.withHeader({ kid: 'nobody-has-it' }),
  (each) => each.withHeader({ typ: 'at+jwt', jku: 'https://keys.example.test/jwks.json' }),
  (each) => each.signedBy('rsa-other'),
  (each) => each.withAssertion('eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJtZSJ9'),
  (each) => each.withAssertion('Bearer abc'),
  (each) => each.withBody((body) => body.replace('client_assertion=', 'assertion=')),
  (each) => each.withBody((body) => `${body}&client_secret=hunter2hunter2\n`),
  (each) => each.withBody(() => '{"grant_type":"client_credentials"}'),
  (each) => each.withServerAhead(400),
  (each) => each.withoutDate(),
  (each) => each.uploaded(),
  (each) =>
    each.answered(200, {
      access_token: 'T'.repeat(40),
      token_type: 'Bearer',
      expires_in: 300,
      patient: 'p1',
    }),
  (each) => each.answered(400, { error: 'invalid_grant', error_description: 'code for client expired' }),
  (each) =>
    each.answered(403, '<html><title>Blocked by proxy</title></html>', [['content-type', 'text/html']]),
  (each) =>
    each.withHistory([{ jti: '0e4f3a52-6c1f-4f0e-9d5b-7f1d2a90c1b7', sentAt: NOW - 60, status: 401 }]),
]

describe('a redacted attempt is diagnosed like the original', () => {
  const profileIds = PROFILES.map(({ id }) => id)
  it('whatever is wrong with it, in every profile, with any choice of what is shown; its export is a fixed point', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...profileIds),
        fc.uniqueArray(fc.constantFrom(...SPOILERS), { maxLength: 3 }),
        fc.record({ clientIds: fc.boolean(), hosts: fc.boolean(), kids: fc.boolean(), ids: fc.boolean() }),
        async (profile, spoilers, show) => {
          let builder = anAttempt(profile)
          for (const spoil of spoilers) builder = await spoil(builder)
          const { profile: _, ...evidence } = await builder.evidence()
          const given = attemptSchema.parse({ ...evidence, format: 'attempt/1', id: 'generated', profile })
          const { before, after, text, again } = await roundTrip(given, show)
          expect(after).toEqual(before)
          expect(again).toBe(text)
        },
      ),
      { numRuns: 120 },
    )
  }, 60_000)

  const folder = join(import.meta.dirname, '../../../shared/attempts')
  const files = ['real', 'faults', 'clean'].flatMap((name) =>
    existsSync(join(folder, name))
      ? readdirSync(join(folder, name))
          .filter((file) => file.endsWith('.attempt.json'))
          .map((file) => join(folder, name, file))
      : [],
  )
  it.runIf(files.length > 0)(
    'every recorded one, shown in full and masked in full',
    async () => {
      const wrong: unknown[] = []
      for (const file of files) {
        const read = readAttempt(readFileSync(file, 'utf8'))
        if (!read.ok) continue
        for (const show of [SHOW_ALL, SHOW_NOTHING]) {
          const { before, after, text, again } = await roundTrip(read.attempt, show)
          if (JSON.stringify(before) !== JSON.stringify(after)) wrong.push({ file, before, after })
          if (text !== again) wrong.push({ file, why: 'the export of the import is another text' })
        }
      }
      expect(wrong).toEqual([])
    },
    60_000,
  )
})
