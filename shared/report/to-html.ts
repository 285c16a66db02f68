import { plainText } from './plain-text.ts'
import type { ReportModel, ReportRow } from './report-model.ts'

const STYLE = `
body{margin:0;padding:24px;background:#f6f6f3;color:#1a1b18;font:14px/20px system-ui,sans-serif}
main{max-width:880px;margin:0 auto;display:grid;gap:16px}
h1{margin:0;font-size:20px;line-height:28px}h2{margin:0 0 6px;font-size:14px}
section,.verdict{padding:12px 14px;border:1px solid #dfdfd8;border-radius:8px;background:#fff}
.verdict{border-left:4px solid #b3211a;font-weight:600}.verdict.worked{border-left-color:#1a7340}
table{width:100%;border-collapse:collapse}th,td{padding:4px 8px 4px 0;text-align:start;vertical-align:top;overflow-wrap:anywhere}
th{width:30%;font-weight:600}pre,td{font:12px/18px ui-monospace,monospace}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}ul{margin:0;padding-left:18px}
footer{color:#5d5f58}
@media (prefers-color-scheme:dark){body{background:#15161a;color:#e8e8e4}section,.verdict{background:#1c1e23;border-color:#2c2f36}.verdict{border-left-color:#ff8a80}.verdict.worked{border-left-color:#5fd08c}footer{color:#a4a7ae}}`

/** One self-contained page: no script, no address that is fetched, nothing that could run. */
export function toHtml(model: ReportModel): string {
  const section = (title: string, inside: string): string =>
    inside === '' ? '' : `<section><h2>${text(title)}</h2>${inside}</section>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>Countersign report</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Token request: ${text(model.answer)}</h1>
<p class="verdict${model.worked ? ' worked' : ''}">${text(model.verdict)}</p>
${section('Who, where, when', table([{ name: 'Sent', value: model.sentAt }, { name: 'Profile', value: model.profile }, { name: 'Clock', value: model.clock }, { name: 'Key thumbprint (RFC 7638)', value: model.thumbprint }, ...model.requestIds, ...model.identity]))}
${section('Causes', model.causes.length === 0 ? '' : `<ul>${model.causes.map(({ grade, title, evidence }) => `<li><strong>${text(grade)}</strong>: ${text(title)}. ${text(evidence)}</li>`).join('')}</ul>`)}
${section('JOSE header', pre(model.headerText))}
${section('Claims', pre(model.payloadText))}
${section('Request', pre(model.requestLines.join('\n')) + table(model.parameters))}
${section('Answer', pre([...model.answerLines, '', model.answerBody].join('\n').trim()))}
<footer>Redacted by Countersign. Removed: ${text(model.removed.length === 0 ? 'nothing' : model.removed.join(', '))}.</footer>
</main>
</body>
</html>
`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const text = (value: string): string => plainText(value).replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char)
const pre = (value: string): string => (value === '' ? '' : `<pre>${text(value)}</pre>`)
const table = (rows: readonly ReportRow[]): string =>
  rows.length === 0
    ? ''
    : `<table>${rows.map(({ name, value }) => `<tr><th scope="row">${text(name)}</th><td>${text(value)}</td></tr>`).join('')}</table>`
