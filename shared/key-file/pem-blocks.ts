import type { PemBlockFacts } from './key-file-facts.ts'
import { derTotalLength } from './der.ts'

export interface PemBlock extends PemBlockFacts {
  /** The decoded body; undefined when it is not base64 or encrypted in the old way. */
  readonly der: Uint8Array<ArrayBuffer> | undefined
}

/** Looser than RFC 7468 on purpose: a damaged line still has to be recognised as one. */
const MARKER =
  /^[ \t]*([-\u2010-\u2015]{2,9}|[\u2012-\u2015])[ \u00a0]*(begin|end)[ \u00a0]+([a-z0-9 \u00a0]+?)[ \u00a0]*([-\u2010-\u2015]{2,9}|[\u2012-\u2015])[ \t]*$/i
const DASHES = '-----'

interface Marker {
  readonly line: number
  readonly kind: 'begin' | 'end'
  readonly label: string
  readonly problems: PemBlockFacts['problems']
}

/** The PEM blocks of a text, damaged ones too. Linear. */
export function pemBlocks(text: string): PemBlock[] {
  const lines = text.split(/\r\n|\n|\r/)
  const markers = lines.flatMap((line, index) => markerOf(line, index))
  const blocks: PemBlock[] = []
  markers.forEach((begin, at) => {
    if (begin.kind !== 'begin') return
    const next = markers[at + 1]
    const end = next?.kind === 'end' ? next : undefined
    const last = end?.line ?? next?.line ?? lines.length
    blocks.push(blockOf(lines, begin, end, last))
  })
  return blocks
}

function markerOf(line: string, index: number): Marker[] {
  if (line.length > 200) return []
  const match = MARKER.exec(line)
  if (!match) return []
  const [, left = '', kind = '', label = '', right = ''] = match
  const problems: PemBlockFacts['problems'][number][] = []
  if (left !== DASHES || right !== DASHES || /\u00a0/.test(line)) problems.push('dashes')
  if (kind !== kind.toUpperCase() || label !== label.toUpperCase()) problems.push('case')
  if (/^[ \t]/.test(line)) problems.push('indented')
  return [
    {
      line: index,
      kind: kind.toLowerCase() as Marker['kind'],
      label: label.toUpperCase().replace(/\u00a0/g, ' '),
      problems,
    },
  ]
}

function blockOf(lines: readonly string[], begin: Marker, end: Marker | undefined, last: number): PemBlock {
  const inner = lines.slice(begin.line + 1, last)
  const headers = inner.findIndex((line) => line.trim() === '')
  const isOldEncrypted = inner.some((line) => /^Proc-Type: 4,ENCRYPTED/.test(line))
  const body = (isOldEncrypted ? inner.slice(headers + 1) : inner).filter((line) => line.trim() !== '')
  const problems = new Set<PemBlockFacts['problems'][number]>([...begin.problems, ...(end?.problems ?? [])])
  if (end === undefined) problems.add('end-missing')
  else if (end.label !== begin.label) problems.add('labels-differ')
  if (body.some((line) => /^[ \t]/.test(line))) problems.add('indented')
  const joined = body.map((line) => line.trim()).join('')
  if (/[^A-Za-z0-9+/=]/.test(joined) || /=[^=]/.test(joined)) problems.add('alphabet')
  else if (joined.length % 4 !== 0) problems.add('length')
  const der = problems.has('alphabet') || problems.has('length') ? undefined : decode(joined)
  if (der !== undefined && !isOldEncrypted && derTotalLength(der) !== der.length) problems.add('der-length')
  const widths = body.map((line) => line.trim().length)
  const even = widths.slice(0, -1).every((width) => width === widths[0])
  if (widths.length > 0 && (!even || (widths[0] !== 64 && widths.length > 1) || Math.max(...widths) > 64))
    problems.add('wrap-width')
  return {
    label: begin.label,
    endLabel: end?.label,
    lines: [begin.line + 1, (end?.line ?? last - 1) + 1],
    encrypted: isOldEncrypted || begin.label === 'ENCRYPTED PRIVATE KEY',
    problems: [...problems],
    widestLine: widths.length === 0 ? 0 : Math.max(...widths),
    evenWidth: even,
    der: isOldEncrypted ? undefined : der,
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}
