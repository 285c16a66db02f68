import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SECURITY_CHAPTERS, type SecurityRequirement } from './security-requirements.ts'

const PAGE = 'docs/security.md'
const START = '<!-- generated: which test holds which promise; npm run docs -->'
const END = '<!-- /generated -->'
const FOLDERS = ['shared', 'server', 'client', 'tools', 'e2e']

/** A title in the place of a test's first argument that starts with one or more numbers: `('R02 R03 says what'`. */
const TITLE = /\(\s*(['"`])((?:R\d\d[ ,]+)+)((?:(?!\1)[^\\\n]|\\.)*)\1/g

export interface TitledTest {
  readonly ids: readonly string[]
  readonly title: string
  readonly file: string
}

const isTest = (name: string): boolean => /\.(test|spec)\.tsx?$/.test(name)

const testFiles = (): string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isTest(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/')),
  ).sort()

/** Tests that name a promise. A title of a table is shown with its placeholders. */
export const titledTests = (file: string, text: string): TitledTest[] =>
  [...text.matchAll(TITLE)].map(([, , ids = '', title = '']) => ({
    ids: ids.match(/R\d\d/g) ?? [],
    title: title.replace(/\\(.)/g, '$1'),
    file,
  }))

const cell = (text: string): string => text.replace(/[|<>]/g, (char) => `&#${char.charCodeAt(0)};`)

const row = ({ id, promise, exempt }: SecurityRequirement, tests: readonly TitledTest[]): string => {
  const own = tests.filter(({ ids }) => ids.includes(id))
  const files = [...new Set(own.map(({ file }) => file))]
  const named = files.map((file) => {
    const titles = own.filter((test) => test.file === file).map(({ title }) => cell(title))
    return `\`${file}\`: ${[...new Set(titles)].join('; ')}`
  })
  const held = named.length > 0 ? named.join('<br>') : (exempt ?? 'no test yet')
  return `| ${id} | ${cell(promise)} | ${held} |`
}

/** Promises with neither a test nor a reason. */
export const untested = (tests: readonly TitledTest[]): string[] =>
  SECURITY_CHAPTERS.flatMap(({ requirements }) => requirements)
    .filter(({ id, exempt }) => exempt === undefined && !tests.some(({ ids }) => ids.includes(id)))
    .map(({ id }) => id)

/** What `npm run docs` and its check end with; undefined when each promise has a test or a reason. */
export const untestedComplaint = (tests: readonly TitledTest[]): string | undefined => {
  const ids = untested(tests)
  return ids.length === 0 ? undefined : `Promises of ${PAGE} without a test: ${ids.join(', ')}\n`
}

export const allTitledTests = (): TitledTest[] =>
  testFiles().flatMap((file) => titledTests(file, readFileSync(file, 'utf8')))

/** docs/security.md: the written part as it is, and the table of promises between its marks. */
export const securityPage = (): string => {
  const text = readFileSync(PAGE, 'utf8')
  const tests = allTitledTests()
  const tables = SECURITY_CHAPTERS.map(({ title, requirements }) =>
    [
      `### ${title}`,
      '',
      '| id | promise | tests |',
      '| --- | --- | --- |',
      ...requirements.map((each) => row(each, tests)),
    ].join('\n'),
  )
  const start = text.indexOf(START)
  const end = text.indexOf(END)
  if (start < 0 || end < start) throw new Error(`${PAGE} has lost the marks of its generated part`)
  return `${text.slice(0, start)}${START}\n\n${tables.join('\n\n')}\n\n${text.slice(end)}`
}
