/** The longest texts of an assertion that the workbench keeps, signs and sends; UTF-16 code units. */
export const MAX_HEADER_TEXT = 16_384
export const MAX_PAYLOAD_TEXT = 65_536
