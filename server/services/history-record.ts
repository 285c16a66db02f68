import type { Attempt } from '../../shared/attempt/attempt.ts'
import { writeAttempt } from '../../shared/attempt/write-attempt.ts'
import { subjectOfAttempt } from '../../shared/compare/subject.ts'
import { readOutcome } from '../../shared/diagnosis/read-outcome.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { profileById } from '../../shared/profiles/registry.ts'
import { findResidue, type Residue } from '../../shared/redaction/find-residue.ts'
import type { Label } from '../../shared/redaction/mask-book.ts'
import { publicTexts } from '../../shared/redaction/public-texts.ts'
import { redactForDiagnosis } from '../../shared/redaction/redact-for-diagnosis.ts'
import type { HistoryRecord } from '../history/history-store.ts'

export interface RecordPlace {
  readonly id: string
  readonly environmentId: string
  readonly environmentName: string
  readonly sentAt: number
  readonly madeBy: string
  readonly name: string
}

/** An attempt as it is written down: redacted, judged, hunted through once more. A residue instead where one is left. */
export async function makeHistoryRecord(
  raw: Attempt,
  place: RecordPlace,
  { secrets, label }: { readonly secrets: readonly string[]; readonly label: Label },
): Promise<HistoryRecord | { readonly residue: Residue }> {
  const profile = profileById(raw.profile) ?? profileById('rfc7523')
  if (profile === undefined) throw new WorkbenchError('internal', 'The profile rfc7523 is missing.')
  const { attempt, masked, verdict } = await redactForDiagnosis({ ...raw, id: place.id }, profile, {
    secrets,
    label,
  })
  const written = writeAttempt(attempt)
  if (!written.ok) throw new WorkbenchError('internal', written.message)
  const known = [
    ...secrets.map((value) => ({ name: 'a secret of this run', value })),
    ...masked.map(({ kind, value }) => ({ name: `a value of the kind "${kind}"`, value })),
  ]
  const residue = findResidue(written.text, known, publicTexts(attempt))
  if (residue !== undefined) return { residue }
  const { tokenResponse } = attempt
  const outcome = readOutcome({
    status: tokenResponse?.status,
    bodyText: tokenResponse?.body,
    failure: tokenResponse?.failure,
    detail: tokenResponse?.detail,
    headers: tokenResponse?.headers ?? [],
  })
  const [cause] = verdict.fate === 'succeeded' && verdict.outcome === 'clean' ? [] : verdict.causes
  return {
    row: {
      ...place,
      profile: attempt.profile,
      flow: attempt.flow ?? 'client_credentials',
      outcome: outcome.kind,
      pinned: false,
      note: '',
      ...(tokenResponse?.status === undefined ? {} : { status: tokenResponse.status }),
      ...(outcome.kind === 'oauth-error' ? { error: outcome.error.slice(0, 80) } : {}),
      ...(cause === undefined ? {} : { cause: { id: cause.id, title: cause.title, grade: cause.grade } }),
    },
    subject: subjectOfAttempt(attempt),
    search: searchText(attempt, place, [cause?.id ?? '', cause?.title ?? '']),
    text: written.text,
  }
}

/** What a person remembers of an attempt: ids, addresses, errors, claims. */
function searchText(attempt: Attempt, place: RecordPlace, more: readonly string[]): string {
  const { header, claims, key = '', answer = '', parameters } = subjectOfAttempt(attempt)
  const ids = (attempt.tokenResponse?.headers ?? []).flatMap(([name, value]) =>
    /id$/i.test(name) ? [value] : [],
  )
  return [
    place.environmentName,
    attempt.profile,
    ...Object.values(header),
    ...Object.values(claims),
    ...Object.values(parameters),
    ...ids,
    key,
    answer,
    ...more,
  ]
    .join('\n')
    .toLowerCase()
}
