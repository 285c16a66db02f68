// Writes shared/lint/registry.ts, the one list of rules, from the rule folders. `--check` only compares.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const ROOT = 'shared/lint/rules'
const files = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: folder }) =>
    readdirSync(`${ROOT}/${folder}`)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => ({ folder, id: file.slice(0, -3) })),
  )
  .sort((a, b) => `${a.folder}/${a.id}`.localeCompare(`${b.folder}/${b.id}`))
const nameOf = (id) => id.replace(/-([a-z0-9])/g, (_, char) => char.toUpperCase())

const text = `import type { Rule } from './define-rule.ts'
${files.map(({ folder, id }) => `import { ${nameOf(id)} } from './rules/${folder}/${id}.ts'`).join('\n')}

/** Every rule there is; written by tools/write-registry.mjs, compared with the folders by a test. */
export const RULES: readonly Rule[] = [
${files.map(({ id }) => `  ${nameOf(id)},`).join('\n')}
]
`
const path = 'shared/lint/registry.ts'
if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} differs from the rule folders: run node tools/write-registry.mjs`)
    process.exit(1)
  }
} else writeFileSync(path, text)
