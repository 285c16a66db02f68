import type { JwksFacts } from '../facts/facts.ts'

/** The JWK Set's document; it holds raw text, so the pointer stops there. */
export const pointerOf = (jwks: JwksFacts | undefined): string =>
  jwks?.documentIndex === undefined
    ? '/environment/registration/jwksUrl'
    : `/documents/${jwks.documentIndex}/body`
