/** C0, C1 and bidirectional controls would let a text of somebody else draw on the terminal. Line feeds and tabs stay. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu

/** As U+FFFD, for sentences. */
export const printable = (text: string): string => text.replace(CONTROLS, '\ufffd')

/** A stream that is given nothing which a terminal obeys. */
export const printingTo = (stream: { write(text: string): unknown }): { write(text: string): unknown } => ({
  write: (text) => stream.write(printable(text)),
})

/** The same as JSON escapes, for a text of JSON: what reads it gets every character. */
export const printableJson = (json: string): string =>
  json.replace(CONTROLS, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
