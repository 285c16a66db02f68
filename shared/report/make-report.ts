import type { Attempt } from '../attempt/attempt.ts'
import { writeAttempt } from '../attempt/write-attempt.ts'
import type { Verdict } from '../diagnosis/diagnose.ts'
import { profileById } from '../profiles/registry.ts'
import { findResidue, type Residue } from '../redaction/find-residue.ts'
import type { MaskedValue } from '../redaction/mask-book.ts'
import { publicTexts } from '../redaction/public-texts.ts'
import { redactForDiagnosis } from '../redaction/redact-for-diagnosis.ts'
import type { ShowChoices } from '../redaction/redaction-rules.ts'
import { operatorMessage } from './operator-message.ts'
import { reportModel, type ReportModel } from './report-model.ts'
import { toHtml } from './to-html.ts'
import { toMarkdown } from './to-markdown.ts'

export interface Report {
  readonly ok: true
  readonly model: ReportModel
  readonly markdown: string
  readonly html: string
  readonly attemptText: string
  readonly message: string
}

/** Where a secret was left; nothing is given out then. */
export interface Stopped {
  readonly ok: false
  readonly form: string
  readonly residue: Residue
}

export interface ReportOptions {
  readonly show: ShowChoices
  /** Random, of this report. */
  readonly salt: string
  /** What the page knows besides: typed codes, verifiers, passwords. */
  readonly secrets: readonly string[]
}

/** Everything that can be shared of one attempt, from one redacted model; each text is hunted through before it leaves. */
export async function makeReport(attempt: Attempt, options: ReportOptions): Promise<Report | Stopped> {
  const profile = profileById(attempt.profile) ?? profileById('rfc7523')
  if (profile === undefined)
    return { ok: false, form: 'profile', residue: { what: 'no profile', form: '', index: 0 } }
  const redacted = await redactForDiagnosis(attempt, profile, { ...options, isReport: true })
  const model = reportModel(redacted.attempt, maskVerdict(redacted.verdict, redacted.masked), redacted.masked)
  const written = writeAttempt(redacted.attempt)
  if (!written.ok)
    return {
      ok: false,
      form: 'attempt file',
      residue: { what: written.message, form: 'not written', index: 0 },
    }
  const texts = {
    'attempt file': written.text,
    Markdown: toMarkdown(model),
    HTML: toHtml(model),
    message: operatorMessage(model),
  }
  const known = [
    ...options.secrets.map((value) => ({ name: 'a secret that was typed', value })),
    ...redacted.masked.map(({ kind, mask, value }) => ({
      name: `the ${kind} that ${mask} stands for`,
      value,
    })),
  ]
  const allowed = publicTexts(redacted.attempt)
  for (const [form, text] of Object.entries(texts)) {
    const residue = findResidue(text, known, allowed)
    if (residue !== undefined) return { ok: false, form, residue }
  }
  return {
    ok: true,
    model,
    markdown: texts.Markdown,
    html: texts.HTML,
    attemptText: texts['attempt file'],
    message: texts.message,
  }
}

/** The sentences of the verdict quote values; masked ones are quoted by their masks. */
function maskVerdict(verdict: Verdict, masked: readonly MaskedValue[]): Verdict {
  const text = (value: string): string =>
    [...masked]
      .filter(({ value: secret }) => secret.length > 1)
      .sort((a, b) => b.value.length - a.value.length)
      .reduce((out, { value: secret, mask }) => out.replaceAll(secret, mask), value)
  return {
    ...verdict,
    causes: verdict.causes.map((cause) => ({ ...cause, evidence: text(cause.evidence) })),
  }
}
