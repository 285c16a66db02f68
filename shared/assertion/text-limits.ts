/** The longest texts of an assertion that the workbench keeps, signs and sends; UTF-16 code units. */
export const MAX_HEADER_TEXT = 16_384
export const MAX_PAYLOAD_TEXT = 65_536
/** A compact assertion of such texts, in characters: base64url of three bytes to a code unit, and a signature. */
export const MAX_ASSERTION = 4 * (MAX_HEADER_TEXT + MAX_PAYLOAD_TEXT) + 4_096
