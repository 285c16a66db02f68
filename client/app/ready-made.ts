import { useState } from 'react'
import { readPastedJwt } from '../../shared/assertion/read-pasted-jwt.ts'
import type { Diagnosis } from '../../shared/contract/diagnoses.ts'
import type { Draft } from '../../shared/contract/environments.ts'
import type { Finding } from '../../shared/lint/run-lint.ts'

/** A pasted assertion that is sent as it is. In the memory of the page alone: it is a credential. */
export interface ReadyMade {
  /** As pasted; undefined while the workbench signs. */
  readonly assertion: string | undefined
  readonly set: (assertion: string) => void
  /** Back to signing; what was typed before is as it was. */
  readonly end: () => void
}

export function useReadyMade(): ReadyMade {
  const [assertion, set] = useState<string>()
  return { assertion, set, end: () => set(undefined) }
}

/** The draft whose texts are those of the assertion; nothing of it is renewed. */
export function draftOfReadyMade(own: Draft, assertion: string | undefined): Draft {
  if (assertion === undefined) return own
  const read = readPastedJwt(assertion)
  const { headerText, payloadText } = read.ok ? read : { headerText: '', payloadText: '' }
  return { ...own, headerText, payloadText, renewOnSend: false }
}

/** A change to the rest of the draft, with the texts that wait for the workbench to sign again. */
export const withOwnTexts = (next: Draft, own: Draft): Draft => ({
  ...next,
  headerText: own.headerText,
  payloadText: own.payloadText,
  renewOnSend: own.renewOnSend,
  lifetimeS: own.lifetimeS,
})

/** Nothing of a ready-made assertion can be repaired here, so no repair is offered. */
export const withoutEdits = (findings: readonly Finding[]): Finding[] =>
  findings.map(({ edit: _, ...finding }) => finding)

export const withoutRepairs = (diagnosis: Diagnosis): Diagnosis => ({
  ...diagnosis,
  causes: diagnosis.causes.map(({ edit: _, ...cause }) => cause),
})
