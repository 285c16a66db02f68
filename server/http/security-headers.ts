import type { ServerResponse } from 'node:http'
import { LANDING_STYLE_SOURCE } from './landing-style.ts'

/** Policies that Monaco makes, and the page's own for its workers; any other string-to-script path throws. */
const TRUSTED_TYPES = [
  'app-workers',
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  // Monaco's hovers go through its copy of DOMPurify, which sets what it has cleaned.
  'dompurify',
  'editorGhostText',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'stickyScrollViewLayer',
  'tokenizeToString',
  "'allow-duplicates'",
].join(' ')

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Monaco sets inline styles for every line and token.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED_TYPES}`,
].join('; ')

/** Vite's client needs its inline refresh script and its socket; nothing else is looser than in production. */
const devPagePolicy = (host: string): string =>
  PAGE_POLICY.split('; ')
    .filter((directive) => !/trusted-types/.test(directive))
    .map((directive) => {
      if (directive.startsWith('script-src')) return `${directive} 'unsafe-inline'`
      return directive.startsWith('connect-src') ? `${directive} ws://${host}` : directive
    })
    .join('; ')

const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
// No sandbox here: with Cross-Origin-Opener-Policy a browser shows a sandboxed top-level page as a network error.
const PLAIN_PAGE_POLICY = `default-src 'none'; style-src ${LANDING_STYLE_SOURCE}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const COMMON: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Frame-Options', 'DENY'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Cross-Origin-Embedder-Policy', 'require-corp'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=()'],
  ['Cache-Control', 'no-store'],
]

export type PathKind = 'api' | 'landing' | 'page'

/** Set before anything is looked at, so that every refusal carries them too. */
export const setSecurityHeaders = (
  res: ServerResponse,
  kind: PathKind,
  dev: { readonly host: string } | undefined,
): void => {
  for (const [name, value] of COMMON) res.setHeader(name, value)
  const page = dev === undefined ? PAGE_POLICY : devPagePolicy(dev.host)
  const policy = { api: DATA_POLICY, landing: PLAIN_PAGE_POLICY, page }[kind]
  res.setHeader('Content-Security-Policy', policy)
}
