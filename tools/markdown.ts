/** One cell of a Markdown table: text that cannot end the cell or start markup. */
export const cell = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ').trim()

export const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** A table with its head; every row has as many cells as the head. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

export const link = (words: string, url: string | undefined): string =>
  url === undefined ? cell(words) : `[${cell(words)}](${url})`
