import { describe, expect, it } from 'vitest'
import { gatherFacts } from '../facts/gather-facts.ts'
import type { Evidence } from '../facts/facts.ts'
import { PROFILES } from '../profiles/registry.ts'
import { anAttempt, NOW } from '../testing/an-attempt.ts'
import { RULES } from './registry.ts'
import { runLint, type Finding } from './run-lint.ts'
import { fc } from '../testing/properties.ts'

const lint = async (evidence: Evidence): Promise<readonly Finding[]> =>
  runLint(await gatherFacts(evidence), RULES).findings
const ids = (findings: readonly Finding[]) => findings.map(({ ruleId, grade }) => `${grade} ${ruleId}`)
const anyProfile = fc.constantFrom(...PROFILES.map(({ id }) => id))

describe('laws', () => {
  it('a shift of every time changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProfile,
        fc.integer({ min: -50_000_000, max: 50_000_000 }),
        async (profile, shift) => {
          const base = anAttempt(profile).asTyped()
          const moved = base
            .withPayload({ iat: NOW - 5 + shift, exp: NOW + 50 + shift })
            .with({ sentAt: NOW + shift })
          expect(ids(await lint(await moved.evidence()))).toEqual(ids(await lint(await base.evidence())))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('any one character of aud put wrong is named at its index', async () => {
    const base = anAttempt('smart-generic').asTyped()
    const { token } = base.server
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: token.length - 1 }),
        fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
        async (at, char) => {
          fc.pre(char !== token.charAt(at) && !/["\\]/.test(char))
          const aud = token.slice(0, at) + char + token.slice(at + 1)
          const findings = await lint(await base.withPayload({ aud }).evidence())
          const named = findings.filter(
            ({ ruleId, grade }) => ruleId.startsWith('payload-aud-') && grade === 'proven',
          )
          expect(named, aud).toHaveLength(1)
          // A placeholder has no accepted text to differ from.
          if (named[0]?.ruleId !== 'payload-aud-placeholder') expect(named[0]?.index, aud).toBe(at)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('an edit makes its own rule pass and breaks no other', async () => {
    const faults: readonly Readonly<Record<string, unknown>>[] = [
      { aud: 'https://ehr.example.test/oauth2/token/' },
      { aud: 'http://ehr.example.test/oauth2/token' },
      { aud: ['https://ehr.example.test/oauth2/token'] },
      { aud: 'https://ehr.example.test/fhir/r4' },
      { iat: NOW * 1000, exp: (NOW + 50) * 1000 },
      { exp: NOW + 900 },
      { exp: String(NOW + 50) },
      { exp: undefined },
      { jti: undefined },
      { jti: 12 },
      { sub: 'other' },
      { iss: undefined },
      { iss: ' 4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e', sub: ' 4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e' },
    ]
    for (const profile of ['epic-sandbox', 'smart-generic', 'okta'] as const) {
      for (const fault of faults) {
        const base = anAttempt(profile).asTyped().withPayload(fault)
        const evidence = await base.evidence()
        const before = await lint(evidence)
        for (const finding of before.filter(({ edit }) => edit !== undefined)) {
          const texts = base.texts()
          const target = finding.edit!.target
          const mended = { ...texts, [target]: finding.edit!.apply(texts[target]) }
          const after = await lint({ ...evidence, texts: mended })
          const why = `${profile} ${finding.ruleId} ${JSON.stringify(fault)} → ${mended[target]}`
          expect(ids(after), why).not.toContain(`${finding.grade} ${finding.ruleId}`)
          const known = new Set(before.map(({ ruleId }) => ruleId))
          // Whoever was silent because this rule owned the fault may speak now; nobody proves anything new.
          expect(
            after
              .filter(({ ruleId, grade }) => grade === 'proven' && !known.has(ruleId))
              .map(({ ruleId }) => ruleId),
            why,
          ).toEqual([])
        }
      }
    }
  })

  it('a jti that was used before gives way to the fresh one, and to none where none is given', async () => {
    const used = anAttempt('epic-sandbox').asTyped()
    const { jti } = JSON.parse(used.texts().payloadText) as { jti: string }
    const evidence = await used.withHistory([{ jti, sentAt: NOW - 5, exp: NOW + 90, status: 200 }]).evidence()
    const editOf = (findings: Awaited<ReturnType<typeof lint>>) =>
      findings.find(({ ruleId }) => ruleId === 'payload-jti-reused')?.edit
    const edit = editOf(await lint({ ...evidence, freshJti: 'never-used' }))
    expect(edit?.apply(used.texts().payloadText)).toContain('"never-used"')
    expect(editOf(await lint(evidence))).toBeUndefined()
  })

  it('no text makes a rule throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProfile,
        fc.string(),
        fc.string(),
        fc.json(),
        async (profile, header, assertion, payload) => {
          const evidence = await anAttempt(profile).asTyped().evidence()
          await lint({ ...evidence, texts: { headerText: header, payloadText: payload } })
          await lint({
            ...evidence,
            live: false,
            assertion,
            tokenRequest: { body: assertion, url: header },
            tokenResponse: { status: 400, body: payload },
          })
        },
      ),
      { numRuns: 60 },
    )
  })
})
