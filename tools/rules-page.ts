import type { Rule, RuleObject, Severity, Source } from '../shared/lint/define-rule.ts'
import { RULES } from '../shared/lint/registry.ts'
import { cell, link, table } from './markdown.ts'

const HEADINGS: Readonly<Record<RuleObject, string>> = {
  header: 'Assertion and header',
  payload: 'Payload',
  key: 'Private key',
  jwks: 'JWK Set',
  'token-request': 'Token request',
  'authorize-url': 'Authorize URL',
  discovery: 'Discovery',
  environment: 'Environment and history',
  response: 'Response',
}

const FAMILIES = ['epic', 'smart', 'rfc7523', 'fapi2'] as const
const LETTERS: Readonly<Record<Severity, string>> = { error: 'E', warning: 'W', info: 'I', off: '–' }

const source = ({ document, section, url, reason }: Source): string =>
  document === 'own'
    ? `own: ${cell(reason ?? '')}`
    : link([document, section && `section ${section}`].filter(Boolean).join(', '), url)

function severity({ severity: of }: Rule): string {
  const families = FAMILIES.map((family) => LETTERS[of[family]]).join(' ')
  const others = Object.entries(of).filter(([name]) => !FAMILIES.some((family) => family === name))
  return [families, ...others.map(([profile, level]) => `${profile} ${LETTERS[level]}`)].join('; ')
}

const line = (rule: Rule): string[] => [
  `\`${rule.id}\``,
  cell(rule.title),
  severity(rule),
  rule.proof,
  cell(rule.fix),
  source(rule.source),
]

/** docs/rules.md: every rule of the registry, by the object that it looks at. */
export function rulesPage(): string {
  const sections = (Object.keys(HEADINGS) as RuleObject[]).map((object) => {
    const rules = RULES.filter((rule) => rule.object === object)
    const rows = [...rules].sort((a, b) => a.id.localeCompare(b.id)).map(line)
    return `## ${HEADINGS[object]}\n\n${table(['rule', 'fault', 'severity', 'proof', 'what to do', 'source'], rows)}\n`
  })
  return `# The rules

Written by \`npm run docs\` from the rules themselves. ${RULES.length} rules.

**Severity** is given for four families of profiles, in this order: Epic, SMART, RFC 7523, FAPI 2.0; then the profiles that
differ from their family. \`E\` error, \`W\` warning, \`I\` info, \`–\` off. **Proof**: \`P\` certain from the material and a
published rule, \`S\` a strong pointer, \`H\` hygiene that cannot explain a failure by itself. Together they make the grade:
E with P is *proven*, E with S *probable*, W *possible*, I or H a *hint*. Which profile belongs to which family stands in
[profiles.md](profiles.md).

${sections.join('\n')}`
}
