/** Characters that change how other characters are shown, or that a terminal obeys. Line feeds and tabs stay. */
const HIDDEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g

/** Hostile strings of a server as visible text: control and bidirectional characters by their code. */
export const plainText = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(HIDDEN, (char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)

/** The same on one line. */
export const oneLine = (text: string): string => plainText(text).replace(/\s*\n\s*/g, ' ')
