import { createHash } from 'node:crypto'

/** Shortest mark that still tells codes apart. */
const SHORTEST = 16

/** Names a code without being it, of the same length where that is possible; the same code has the same mark. */
export const codeMark = (code: string): string => {
  const wanted = encodeURIComponent(code).length
  const hash = createHash('sha256').update(code).digest('base64url')
  return `code-${hash}`.slice(0, Math.max(wanted, SHORTEST)).padEnd(wanted, '~')
}
