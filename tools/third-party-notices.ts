import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Locked {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly os?: readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}
type Lockfile = { readonly packages: Readonly<Record<string, Locked>> }

/** Built into the page, and therefore part of what is given away although they are development dependencies. */
const IN_THE_PAGE = [
  '@tanstack/react-query',
  'modern-screenshot',
  'monaco-editor',
  'react',
  'react-aria-components',
  'react-dom',
]

const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where Node would find a dependency of the package at `from`. */
const locate = ({ packages }: Lockfile, from: string, name: string): string | undefined => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (path in packages) return path
    if (at === '') return undefined
  }
}

const closure = (lock: Lockfile, names: readonly string[]): Set<string> => {
  const found = new Set<string>()
  const visit = (path: string | undefined): void => {
    if (path === undefined || found.has(path)) return
    found.add(path)
    for (const name of Object.keys(lock.packages[path]?.dependencies ?? {})) visit(locate(lock, path, name))
  }
  for (const name of names) visit(locate(lock, '', name))
  return found
}

/** Every package that is given away with the program, by its path in node_modules. */
export const shippedPackages = (lock: Lockfile): string[] => {
  const installed = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true)
  return [...new Set([...installed.map(([path]) => path), ...closure(lock, IN_THE_PAGE)])].sort()
}

/** The licence file of a package; packages for other systems are not there to be read. */
const licenceText = (path: string, { os }: Locked): string => {
  if (os !== undefined || !existsSync(path)) return ''
  const file = readdirSync(path).find((name) => /^(licen[cs]e|copying)([.-]|$)/i.test(name))
  return file === undefined ? '' : readFileSync(join(path, file), 'utf8').replace(/\r\n?/g, '\n').trim()
}

/** THIRD_PARTY_NOTICES.md: who made what is in the package, under which licence. */
export const thirdPartyNotices = (): string => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile
  const byText = new Map<string, string[]>()
  for (const path of shippedPackages(lock)) {
    const locked = lock.packages[path] ?? {}
    const text = licenceText(path, locked)
    const line = `${nameOf(path)} ${locked.version ?? ''} (${locked.license ?? 'licence in its own file'})`
    byText.set(text, [...(byText.get(text) ?? []), line])
  }
  const section = (text: string, lines: readonly string[]): string => {
    const list = lines.map((line) => `- ${line}`).join('\n')
    if (text === '')
      return `${list}\n\nThese carry no licence file of their own, or are built for another system.`
    return `${list}\n\n${text.replace(/^/gm, '    ').replace(/[ \t]+$/gm, '')}`
  }
  const sections = [...byText].map(([text, lines]) => section(text, lines))
  return `# Third-party notices\n\nWritten by \`npm run docs\` from the lockfile and the licence files of the packages.\n\n${sections.join('\n\n---\n\n')}\n`
}
