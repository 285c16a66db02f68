/** Start line, headers and body of an HTTP/1.1 message as text; `undefined` when there is no such start line. */
export interface HttpMessage {
  readonly startLine: string
  readonly headers: [string, string][]
  readonly body: string | undefined
}

/** Splits a message at its first empty line. Header lines without a colon are left out. Linear. */
export function readHttpMessage(text: string): HttpMessage {
  const end = /\r?\n\r?\n/.exec(text)
  const head = end === null ? text : text.slice(0, end.index)
  const [startLine = '', ...lines] = head.split(/\r?\n/)
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    return colon <= 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]]
  })
  return {
    startLine: startLine.trim(),
    headers,
    body: end === null ? undefined : text.slice(end.index + end[0].length),
  }
}
