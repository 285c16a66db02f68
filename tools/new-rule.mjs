// Writes a rule file and its test, and enters the rule in the registry: npm run new:rule -- ID
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'

const FOLDERS = {
  assertion: 'header',
  header: 'header',
  signature: 'header',
  payload: 'payload',
  key: 'key',
  jwks: 'jwks',
  tokreq: 'token-request',
  authz: 'authorize-url',
  launch: 'authorize-url',
  disc: 'discovery',
  env: 'environment',
  registration: 'environment',
  resp: 'response',
}

const id = process.argv[2] ?? ''
const folder = FOLDERS[id.split('-')[0]]
if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id) || !folder) {
  console.error(
    `Usage: npm run new:rule -- ID, with an ID that starts with one of: ${Object.keys(FOLDERS).join(', ')}`,
  )
  process.exit(2)
}
const path = `shared/lint/rules/${folder}/${id}`
if (existsSync(`${path}.ts`)) {
  console.error(`${path}.ts exists already`)
  process.exit(2)
}
const name = id.replace(/-([a-z0-9])/g, (_, char) => char.toUpperCase())

writeFileSync(
  `${path}.ts`,
  `import { defineRule, everywhere, fail, pass } from '../../define-rule.ts'

export const ${name} = defineRule({
  id: '${id}',
  title: 'Say the fault in a few words',
  object: '${folder}',
  source: { document: 'RFC 7523', url: 'https://www.rfc-editor.org/rfc/rfc7523' },
  severity: everywhere('warning'),
  proof: 'S',
  fix: 'Say what to do about it.',
  check({ assertion }) {
    if (assertion?.payload === undefined) return pass
    return 'example' in assertion.payload.members
      ? fail('/assertion/payload/example', 'Say what is there and what is wanted.')
      : pass
  },
})
`,
)
writeFileSync(
  `${path}.test.ts`,
  `import { faultTable } from '../../../testing/fault-table.ts'
import { ruleTable } from '../../../testing/rule-table.ts'
import { ${name} } from './${id}.ts'

// The rule by itself: rows that pass, rows that fail, rows that do not apply.
ruleTable(${name}, [
  { why: 'a correct attempt', facts: (attempt) => attempt, want: 'pass' },
  { why: 'the fault', facts: (attempt) => attempt.withPayload({ example: 1 }), want: 'fail' },
])

// Among all others, in every profile where it is on: nothing else may be proven.
faultTable([
  {
    rule: '${id}',
    why: 'the fault',
    spoil: (attempt) => attempt.withPayload({ example: 1 }),
  },
])
`,
)
execFileSync(process.execPath, ['tools/write-registry.mjs'], { stdio: 'inherit' })
console.log(`${path}.ts and its test are ready to fill in; then: npm run docs`)
