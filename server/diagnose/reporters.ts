import { printableJson } from '../cli/printable.ts'
import { NO_REASON, type Cause, type Verdict } from '../../shared/diagnosis/diagnose.ts'

export interface Report {
  readonly id: string | null
  readonly file: string
  readonly verdict?: Verdict
  readonly error?: { readonly code: string; readonly message: string }
  readonly warnings: readonly string[]
}

interface Reporter {
  readonly line: (report: Report) => string
  readonly end: (reports: readonly Report[]) => string
}

/** C0, C1 and bidirectional controls would let a file's text draw on the terminal. */
const plain = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '�')

const ndjson: Reporter = {
  line({ id, file, verdict, error }) {
    if (verdict === undefined) return printableJson(`${JSON.stringify({ id, file, error })}\n`)
    const causes = verdict.causes.map(({ id: cause, grade, where, evidence }) => ({
      id: cause,
      grade,
      ...(where === undefined ? {} : { where }),
      evidence,
    }))
    return printableJson(`${JSON.stringify({ id, outcome: verdict.outcome, causes })}\n`)
  },
  end: () => '',
}

/** Of the longest grade; what explains a cause stands below its id. */
const GRADE_WIDTH = 8
const INDENT = ' '.repeat(GRADE_WIDTH + 4)

const SENTENCES = {
  proven: 'Proven: ',
  ranked: 'Nothing local is proven. Most likely: ',
  clean: 'Nothing is wrong here.',
} as const

const text: Reporter = {
  line({ id, file, verdict, error }) {
    if (verdict === undefined) return plain(`${file}: ${error?.message ?? ''}`) + '\n\n'
    const [first] = verdict.causes
    const head =
      first === undefined || verdict.outcome === 'clean'
        ? SENTENCES.clean
        : SENTENCES[verdict.outcome] + first.title
    const isBare = ({ evidence }: Cause): boolean => evidence === NO_REASON
    const lines = verdict.causes
      .filter((cause) => cause === first || !isBare(cause))
      .flatMap((cause) => [
        `  ${cause.grade.padEnd(GRADE_WIDTH)}  ${cause.id}`,
        `${INDENT}${cause.evidence}${cause.where === undefined ? '' : ` (${cause.where})`}`,
      ])
    const bare = verdict.causes.filter((cause) => cause !== first && isBare(cause))
    const next = verdict.outcome === 'clean' ? undefined : (first?.finding?.fix ?? first?.settle)
    return (
      [
        `${id ?? file}: ${head}`,
        ...lines,
        ...(bare.length === 0 ? [] : [`  not ruled out: ${bare.map(({ id: cause }) => cause).join(', ')}`]),
        ...(next === undefined ? [] : [`  next: ${next}`]),
      ]
        .flatMap((line) => line.split('\n'))
        .map(plain)
        .join('\n') + '\n\n'
    )
  },
  end: () => '',
}

const escapeXml = (value: string): string =>
  plain(value).replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`)

const junit: Reporter = {
  line: () => '',
  end(reports) {
    const cases = reports.map(({ id, file, verdict, error }) => {
      const name = `<testcase classname="countersign.diagnose" name="${escapeXml(id ?? file)}">`
      if (error !== undefined)
        return `  ${name}<error type="${escapeXml(error.code)}" message="${escapeXml(error.message)}"/></testcase>`
      if (verdict === undefined || verdict.outcome === 'clean') return `  ${name}</testcase>`
      const [first] = verdict.causes
      const detail = verdict.causes.map((cause) => `${cause.grade} ${cause.id}: ${cause.evidence}`).join('\n')
      return `  ${name}<failure type="${verdict.outcome}" message="${escapeXml(first?.title ?? 'refused')}">${detail.split('\n').map(escapeXml).join('\n')}</failure></testcase>`
    })
    const failures = reports.filter(
      ({ verdict }) => verdict !== undefined && verdict.outcome !== 'clean',
    ).length
    const errors = reports.filter(({ error }) => error !== undefined).length
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="countersign diagnose" tests="${reports.length}" failures="${failures}" errors="${errors}">\n${cases.join('\n')}\n</testsuite>\n`
  },
}

export const REPORTERS: Readonly<Record<string, Reporter>> = { ndjson, json: ndjson, text, junit }
