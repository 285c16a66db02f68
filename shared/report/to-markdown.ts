import { oneLine, plainText } from './plain-text.ts'
import type { ReportModel, ReportRow } from './report-model.ts'

/** A report for a ticket. Values stand in code, so that nothing in them becomes a link, a mention or markup. */
export function toMarkdown(model: ReportModel): string {
  const parts = [
    `## Token request: ${words(model.answer)}`,
    `${words(model.verdict)}`,
    table(
      ['', ''],
      [
        { name: 'Sent', value: model.sentAt },
        { name: 'Profile', value: model.profile },
        { name: 'Clock', value: model.clock },
        { name: 'Key thumbprint (RFC 7638)', value: model.thumbprint },
        ...model.requestIds,
        ...model.identity,
      ],
    ),
    '### Causes',
    model.causes.length === 0
      ? 'None.'
      : model.causes
          .map(({ grade, title, evidence }) => `- **${grade}**: ${words(title)}. ${words(evidence)}`)
          .join('\n'),
    '### JOSE header',
    fence(model.headerText, 'json'),
    '### Claims',
    fence(model.payloadText, 'json'),
    '### Request',
    fence(model.requestLines.join('\n'), 'http'),
    table(['Parameter', 'Value'], model.parameters),
    '### Answer',
    fence([...model.answerLines, '', model.answerBody].join('\n'), 'http'),
    `_Redacted by Countersign. Removed: ${model.removed.length === 0 ? 'nothing' : words(model.removed.join(', '))}._`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** Text in a sentence: no markup, no HTML, no link. */
const words = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*_{}[\]<>#|~@!]/g, (char) => `\\${char}`)
    .replaceAll('://', ':\u200B//')

const code = (text: string): string => {
  const value = oneLine(text).replaceAll('|', '\\|')
  const ticks = '`'.repeat(longestRun(value) + 1)
  return value === '' ? '' : `${ticks}${ticks.length > 1 ? ` ${value} ` : value}${ticks}`
}

const table = (heads: readonly [string, string], rows: readonly ReportRow[]): string =>
  rows.length === 0
    ? ''
    : [
        `| ${heads[0]} | ${heads[1]} |`,
        '| --- | --- |',
        ...rows.map(({ name, value }) => `| ${words(name)} | ${code(value)} |`),
      ].join('\n')

function fence(text: string, language: string): string {
  const value = plainText(text).trimEnd()
  if (value === '') return '_not there_'
  const ticks = '`'.repeat(Math.max(3, longestRun(value) + 1))
  return `${ticks}${language}\n${value}\n${ticks}`
}

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
