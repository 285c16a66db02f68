import { useState } from 'react'
import { subjectOfAttempt, subjectOfJwt, subjectOfTexts } from '../../../shared/compare/subject.ts'
import { decodePart } from '../../../shared/facts/json-part.ts'
import { ComparePanel, type CompareSide } from '../../features/compare/compare-panel.tsx'
import { problemOf } from '../../api/call.ts'
import type { ScreenProps } from './screen-props.ts'
import { useHistoryAttempt, useHistoryPage } from '../use-history.ts'
import type { Workbench } from '../workbench.ts'

const TEXT = 'text'
const JWT = 'jwt'
/** Attempts offered in the two lists; older ones are chosen in the history. */
const OFFERED = 50

/** `#/ENVIRONMENT/compare/A~B`; each side is an attempt's id, `text` or `jwt`. */
export default function CompareScreen({ environment, workbench, place, go, theme }: ScreenProps) {
  const [pasted, setPasted] = useState('')
  const page = useHistoryPage({}, undefined, OFFERED)
  const rows = page.data?.rows ?? []
  const [first, second] = place.attemptId?.split('~') ?? []
  const works = rows.find(
    ({ outcome, environmentId }) => outcome === 'token' && environmentId === environment.id,
  )
  const ids = { left: first ?? works?.id ?? rows[0]?.id ?? TEXT, right: second ?? TEXT }
  const left = useSide(ids.left, workbench, pasted)
  const right = useSide(ids.right, workbench, pasted)
  const open = (a: string, b: string) =>
    go({ environmentId: environment.id, screen: 'compare', attemptId: `${a}~${b}` }, 'replace')
  const known = rows.map(({ id, sentAt, status, error, environmentName, name }) => ({
    value: id,
    label: [
      name || new Date(sentAt * 1_000).toISOString().slice(0, 19).replace('T', ' '),
      status ?? 'no answer',
      error,
      environmentName,
    ]
      .filter(Boolean)
      .join(' · '),
  }))
  const others = [ids.left, ids.right].filter(
    (id) => id !== TEXT && id !== JWT && !rows.some((row) => row.id === id),
  )
  return (
    <ComparePanel
      left={left}
      right={right}
      choices={[
        { value: TEXT, label: 'The current text' },
        { value: JWT, label: 'A pasted JWT' },
        ...known,
        ...[...new Set(others)].map((id) => ({ value: id, label: `Attempt ${id.slice(0, 8)}` })),
      ]}
      onChoose={(side, id) => (side === 'left' ? open(id, ids.right) : open(ids.left, id))}
      onSwap={() => open(ids.right, ids.left)}
      pasted={pasted}
      onPasted={setPasted}
      theme={theme}
    />
  )
}

function useSide(id: string, workbench: Workbench, pasted: string): CompareSide {
  const isAttempt = id !== TEXT && id !== JWT
  const read = useHistoryAttempt(isAttempt ? id : undefined)
  if (id === TEXT) {
    const { headerText, payloadText } = workbench.draft
    return { id, subject: subjectOfTexts(headerText, payloadText), rawText: `${headerText}\n${payloadText}` }
  }
  if (id === JWT) {
    const subject = subjectOfJwt(pasted)
    const isWrong = subject === undefined && pasted.trim() !== ''
    return {
      id,
      subject,
      rawText: rawOf(pasted),
      ...(isWrong
        ? { problem: 'This text is no JWT: two parts in base64url that hold JSON objects are wanted.' }
        : {}),
    }
  }
  if (read.error) return { id, subject: undefined, rawText: '', problem: problemOf(read.error).detail }
  const attempt = read.data?.attempt
  return {
    id,
    subject: attempt && subjectOfAttempt(attempt),
    rawText: rawOf(attempt?.assertion ?? ''),
  }
}

function rawOf(jwt: string): string {
  const [header, payload] = jwt.trim().split('.')
  return [header, payload]
    .map((part) => (part === undefined ? '' : pretty(decodePart(part).text ?? '')))
    .join('\n')
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}
