/** A claim, a scope or an error code: it is written as it stands in the request. */
const TERM = /^(aud|iss|sub|exp|iat|nbf|jti|kid|alg|typ)\b|^\S*[/_.]\S/

/** The text as the beginning of a sentence; terms of the protocol keep their small letter. */
export const sentenceCase = (text: string): string =>
  TERM.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1)
