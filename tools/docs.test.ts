import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addStartOptions, makeCommand } from '../server/cli/options.ts'

const root = resolve(import.meta.dirname, '..')
const pagesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? pagesOf(join(folder, entry.name))
      : entry.name.endsWith('.md')
        ? [join(folder, entry.name)]
        : [],
  )
const top = readdirSync(root).filter((name) => name.endsWith('.md'))
const pages = [...top, ...pagesOf('docs')].map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}))

interface Command {
  readonly page: string
  readonly line: string
}

/** Lines of the shell blocks, comments cut off. */
const commands: readonly Command[] = pages.flatMap(({ path, text }) =>
  [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter(Boolean)
      .map((line) => ({ page: path, line })),
  ),
)

/** Commands that a journey or CI itself runs; everything else has to run here. */
const RUN_ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^npm ci( && npm (run dev|test))?$/, 'CI and the journeys'],
  [
    /^npm (run (dev|check|package|build|screenshots|bench|soak|fuzz|docs)|test|start)\b/,
    'the scripts of package.json, checked below',
  ],
  [/^npx countersign try /, 'the journey of the command line'],
  [/^countersign --signer /, 'server/keys/external-signer.test.ts'],
  [/^npx (--yes )?\.?\/?countersign\S*\.tgz$/, 'the journey of the packed program'],
]

const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts,
)

describe('links', () => {
  const links = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => ({ path, to })),
  )
  const files = links.filter(({ to }) => !/^(https?:|mailto:|#)/.test(to))
  it.each(files)('$path → $to', ({ path, to }) => {
    expect(existsSync(resolve(root, dirname(path), to.split('#')[0] ?? ''))).toBe(true)
  })
})

describe('scripts and options', () => {
  const named = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, script]) => ({ path, script })),
  )
  it.each(named)('$path names the script $script', ({ script }) => expect(scripts).toContain(script))

  it('the reference lists every option of the program and no other', () => {
    const help = addStartOptions(makeCommand()).options.map(({ long }) => long)
    const table = pages.find(({ path }) => path === join('docs', 'reference.md'))?.text ?? ''
    const documented = new Set([...table.matchAll(/`(--[a-z-]+)/g)].map(([, option]) => option))
    expect([...documented].sort()).toEqual(help.filter((option) => option !== '--version').sort())
  })
})

describe('shell lines', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-docs-'))
    const claims = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const assertion = `${claims({ alg: 'RS384', typ: 'JWT', kid: 'k' })}.${claims({ iss: 'a', sub: 'a', aud: 'https://ehr.example.test/token/', jti: 'j', iat: 1_764_000_000, exp: 1_764_000_240 })}.`
    writeFileSync(
      join(folder, 'FILE'),
      `curl https://ehr.example.test/token -d grant_type=client_credentials -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer -d client_assertion=${assertion}\n`,
    )
    writeFileSync(
      join(folder, 'ANSWER'),
      'HTTP/1.1 400 Bad Request\ncontent-type: application/json\n\n{"error":"invalid_client"}\n',
    )
    writeFileSync(
      join(folder, 'PATH.attempt.json'),
      JSON.stringify({ format: 'attempt/1', id: 'one', profile: 'smart-generic', assertion }),
    )
    writeFileSync(join(folder, 'solved.json'), JSON.stringify({ one: 'env-sync-pending' }))
    writeFileSync(join(folder, 'PRIORS'), JSON.stringify({ priors: {} }))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const here = commands.filter(({ line }) => !RUN_ELSEWHERE.some(([pattern]) => pattern.test(line)))
  it.each(here)('$page: $line', ({ line }) => {
    const match = /^(?:cat (.*) \| )?npm run --silent diagnose -- (.*)$/.exec(line)
    expect(match, 'give this line a way to be run, or say where it runs').not.toBeNull()
    const [, piped = '', options = ''] = match ?? []
    const inFolder = (word: string): string =>
      word.startsWith('PATH')
        ? join(folder, 'PATH.attempt.json')
        : word === 'FOLDER'
          ? folder
          : /^(FILE|ANSWER|PRIORS)$/.test(word)
            ? join(folder, word)
            : word
    const words = options.replace('--response FILE', '--response ANSWER').split(' ').map(inFolder)
    const input = piped
      .split(' ')
      .filter(Boolean)
      .map((word) => readFileSync(inFolder(word), 'utf8'))
      .join('')
    const { status, stdout } = spawnSync(
      process.execPath,
      ['tools/run-ts.mjs', 'server/diagnose/main.ts', ...words],
      { cwd: root, encoding: 'utf8', input },
    )
    expect(status).toBe(0)
    expect(stdout).toMatch(/proven|ranked|testsuite|worked ?before/i)
  })
})
