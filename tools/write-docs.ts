import { readFileSync, writeFileSync } from 'node:fs'
import { openapi } from './openapi.ts'
import { thirdPartyNotices } from './third-party-notices.ts'
import { allTitledTests, securityPage, untestedComplaint } from './security-page.ts'
import { profilesPage } from './profiles-page.ts'
import { rulesPage } from './rules-page.ts'

/** Generated documentation: written by `npm run docs`, compared by `npm run docs:check`. */
const GENERATED: readonly { readonly path: string; readonly text: () => string }[] = [
  { path: 'docs/openapi.json', text: openapi },
  { path: 'docs/security.md', text: securityPage },
  { path: 'THIRD_PARTY_NOTICES.md', text: thirdPartyNotices },
  { path: 'docs/rules.md', text: rulesPage },
  { path: 'docs/profiles.md', text: profilesPage },
]

const checkOnly = process.argv.includes('--check')
const stale: string[] = []
for (const { path, text } of GENERATED) {
  const wanted = text()
  let found: string | undefined
  try {
    found = readFileSync(path, 'utf8')
  } catch {
    found = undefined
  }
  if (found === wanted) continue
  if (checkOnly) stale.push(path)
  else writeFileSync(path, wanted)
}
if (stale.length > 0) {
  process.stderr.write(`These generated files are stale, run "npm run docs": ${stale.join(', ')}\n`)
  process.exitCode = 1
}
const complaint = untestedComplaint(allTitledTests())
if (complaint !== undefined) {
  process.stderr.write(complaint)
  process.exitCode = 1
}
