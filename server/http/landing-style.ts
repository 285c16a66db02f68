import { createHash } from 'node:crypto'

/** Look of the two pages that other sites send the browser to; nothing is loaded for it. */
export const LANDING_STYLE = `
:root { color-scheme: light dark; --background: #f6f6f3; --surface: #ffffff; --line: #dfdfd8; --ink: #1a1b18;
  --muted: #5d5f58; --accent: #1d4ed8; --on-accent: #ffffff }
@media (prefers-color-scheme: dark) { :root { --background: #15161a; --surface: #1c1e23; --line: #2c2f36;
  --ink: #e8e8e4; --muted: #a4a7ae; --accent: #7aa2ff; --on-accent: #10131a } }
body { margin: 0; background: var(--background); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 48px 16px }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 8px } p { margin: 0 0 12px }
.note { color: var(--muted); margin: 0 0 4px }
dl { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin: 16px 0 }
dt { font-weight: 600 } dd { margin: 0 0 12px } dd:last-child { margin: 0 }
code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
.go { display: inline-block; padding: 8px 14px; border-radius: 6px; background: var(--accent);
  color: var(--on-accent); text-decoration: none; font-weight: 600 }
.go:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
`

/** What the content security policy lets through: this text and no other. */
export const LANDING_STYLE_SOURCE = `'sha256-${createHash('sha256').update(LANDING_STYLE).digest('base64')}'`
