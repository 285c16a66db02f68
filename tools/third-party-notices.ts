import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUNDLED } from './bundled-packages.ts'
import { installedPackages, nameOf, readLockfile, type Lockfile } from './lockfile.ts'

/** Every package that comes with the program, inside it or beside it, by its path in node_modules. */
export const shippedPackages = (lock: Lockfile): string[] => {
  const bundled = [...BUNDLED.client, ...BUNDLED.ssr].map((name) => `node_modules/${name}`)
  return [...new Set([...bundled, ...installedPackages(lock)])].sort()
}

const read = (path: string): string => readFileSync(path, 'utf8').replace(/\r\n?/g, '\n').trim()

const licenceText = (path: string): string => {
  const file = existsSync(path)
    ? readdirSync(path).find((name) => /^(licen[cs]e|copying)([.-]|$)/i.test(name))
    : undefined
  return file === undefined ? '' : read(join(path, file))
}

/** What a package says of the code of others inside it. */
const furtherNotices = (path: string): string => {
  const file = join(path, 'ThirdPartyNotices.txt')
  return existsSync(file) ? read(file) : ''
}

const quoted = (text: string): string => text.replace(/^/gm, '    ').replace(/[ \t]+$/gm, '')

const lineOf = ({ packages }: Lockfile, path: string): string => {
  const { version = '', license = 'licence in its own file' } = packages[path] ?? {}
  return `- ${nameOf(path)} ${version} (${license})`
}

/** One section for each licence text, with the packages that share it. */
const texts = (lock: Lockfile, names: readonly string[]): string => {
  const byText = new Map<string, string[]>()
  for (const path of names.map((name) => `node_modules/${name}`)) {
    const text = licenceText(path)
    byText.set(text, [...(byText.get(text) ?? []), lineOf(lock, path)])
  }
  return [...byText]
    .map(([text, lines]) =>
      text === ''
        ? `${lines.join('\n')}\n\nThese carry no licence file of their own.`
        : `${lines.join('\n')}\n\n${quoted(text)}`,
    )
    .join('\n\n---\n\n')
}

/** THIRD_PARTY_NOTICES.md: whose code is inside the package, under which licence, and what npm installs beside it. */
export const thirdPartyNotices = (): string => {
  const lock = readLockfile()
  const bundled = [...new Set<string>([...BUNDLED.client, ...BUNDLED.ssr])].sort()
  const more = bundled.flatMap((name) => {
    const text = furtherNotices(`node_modules/${name}`)
    return text === '' ? [] : [`### Inside ${name}\n\n${quoted(text)}`]
  })
  const sections = [
    '# Third-party notices',
    'Written by `npm run docs` from the list that the build checks, the lockfile and the licence files of the packages.',
    '## Inside this package',
    `The page in \`dist/client\` holds code of ${BUNDLED.client.join(', ')}.`,
    `The server in \`dist/server\` holds code of ${BUNDLED.ssr.join(', ')}.`,
    texts(lock, bundled),
    ...more,
    '## Installed beside it by npm',
    'Not part of this package; each comes with its own licence file. The packages of libsql for other systems are not installed.',
    installedPackages(lock)
      .map((path) => lineOf(lock, path))
      .join('\n'),
  ]
  return `${sections.join('\n\n')}\n`
}
