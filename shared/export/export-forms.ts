import { asCurl } from './as-curl.ts'
import { asJose } from './as-jose.ts'
import { asPyjwt } from './as-pyjwt.ts'
import { asShell } from './as-shell.ts'

/** The request in the languages of other tools. */
export const EXPORT_FORMS = [
  {
    id: 'curl',
    label: 'curl',
    words: 'The request alone, one parameter a line. Set ASSERTION first.',
    make: asCurl,
  },
  {
    id: 'shell',
    label: 'Shell recipe',
    words: 'Signs and sends with openssl and curl. PRIVATE_PEM_PATH names the key file.',
    make: asShell,
  },
  { id: 'pyjwt', label: 'PyJWT', words: 'Python 3 with PyJWT and cryptography.', make: asPyjwt },
  { id: 'jose', label: 'jose', words: 'Node.js with jose, as an .mjs file.', make: asJose },
] as const
export type ExportForm = (typeof EXPORT_FORMS)[number]['id']
