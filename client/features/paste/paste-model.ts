import type { Cause } from '../../../shared/diagnosis/diagnose.ts'
import type { PasteJudgement } from '../../../shared/evidence/judge-paste.ts'

export type Tone = 'ok' | 'warning' | 'error' | 'unknown'

export interface Words {
  readonly tone: Tone
  readonly sentence: string
  /** How far the sentence reaches. */
  readonly reach: string
}

const first = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** The verdict in one sentence; undefined while there is nothing to judge. */
export function verdictWords({ verdict, profileFrom }: PasteJudgement): Words | undefined {
  if (verdict === undefined) return undefined
  const { outcome, fate, causes } = verdict
  const [worst] = causes
  const under =
    profileFrom === 'assumed' ? ' The kind of server is assumed; choose it below if it is another.' : ''
  if (outcome === 'proven' && worst !== undefined) {
    const document = worst.finding?.source.document
    const rule = document === undefined || document === 'own' ? 'a documented rule' : `a rule of ${document}`
    const enough =
      fate === 'refused' ? `It breaks ${rule} and is enough to explain the answer.` : `It breaks ${rule}.`
    return { tone: 'error', sentence: `Proven: ${worst.evidence}`, reach: `${enough}${under}` }
  }
  if (fate === 'succeeded')
    return {
      tone: outcome === 'clean' ? 'ok' : 'warning',
      sentence: 'The server issued a token.',
      reach: 'Nothing that was pasted speaks of a failure.',
    }
  const likely =
    causes.find(({ grade }) => grade === 'probable') ?? causes.find(({ grade }) => grade !== 'hint')
  if (fate === 'refused')
    return {
      tone: likely?.grade === 'probable' ? 'warning' : 'unknown',
      sentence: 'Nothing in what you pasted is wrong by itself.',
      reach: `${likely === undefined ? 'What remains is on the server’s side.' : `Most likely: ${first(likely.title)}.`}${under}`,
    }
  return {
    tone: likely === undefined ? 'unknown' : 'warning',
    sentence:
      likely === undefined
        ? 'Nothing wrong is found in what you pasted.'
        : `${likely.grade === 'probable' ? 'Probably' : 'Possibly'}: ${likely.evidence}`,
    reach: `What the server answered is not known here: paste its answer below the rest.${under}`,
  }
}

/** `payload.aud` for `/assertion/payload/aud`. */
export const placeOf = ({ where }: Cause): string | undefined =>
  where?.replace(/^\/(assertion\/)?/, '').replaceAll('/', '.')
