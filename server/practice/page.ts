import type { ServerResponse } from 'node:http'

/** One page of the practice server: text only, escaped, no script. */
export interface PageContent {
  readonly title: string
  readonly paragraphs: readonly string[]
  /** Values to copy: one click selects a whole value. */
  readonly rows?: readonly { readonly name: string; readonly value: string }[]
  readonly sections?: readonly {
    readonly title: string
    readonly text: string
    readonly link: { readonly href: string; readonly text: string }
  }[]
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)

export const PAGE_STYLE = `
:root { color-scheme: light dark; --background: #f6f6f3; --surface: #ffffff; --line: #dfdfd8; --ink: #1a1b18;
  --muted: #5d5f58; --accent: #1d4ed8 }
@media (prefers-color-scheme: dark) { :root { --background: #15161a; --surface: #1c1e23; --line: #2c2f36;
  --ink: #e8e8e4; --muted: #a4a7ae; --accent: #7aa2ff } }
body { margin: 0; background: var(--background); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 32px 16px }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 8px } h2 { font-size: 16px; margin: 0 0 4px }
p { margin: 0 0 8px } .note { color: var(--muted) }
section, dl { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 16px; margin: 16px 0 }
a { color: var(--accent) } dt { font-weight: 600 } dd { margin: 0 0 12px } dd:last-child { margin: 0 }
code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; user-select: all }
`

export const renderPage = ({
  title,
  paragraphs,
  rows = [],
  sections = [],
}: PageContent): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/practice.css"></head>
<body><main>
<p class="note">Countersign practice server</p>
<h1>${escape(title)}</h1>
${paragraphs.map((text) => `<p>${escape(text)}</p>`).join('\n')}
${rows.length === 0 ? '' : `<dl>${rows.map(({ name, value }) => `<dt id="${escape(name)}-name">${escape(name)}</dt><dd><code id="${escape(name)}">${escape(value)}</code></dd>`).join('\n')}</dl>`}
${sections.map(({ title: heading, text, link }) => `<section><h2>${escape(heading)}</h2><p>${escape(text)}</p><p><a href="${escape(link.href)}">${escape(link.text)}</a></p></section>`).join('\n')}
</main></body></html>
`

/** On every answer of the listener. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

export const sendPage = (response: ServerResponse, html: string, status = 200): void => {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end(html)
}
