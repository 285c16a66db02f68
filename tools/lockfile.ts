import { readFileSync } from 'node:fs'

export interface Locked {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly os?: readonly string[]
  readonly optional?: boolean
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** package-lock.json: packages by their path; the root is the empty one. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, Locked>>
}

export const readLockfile = (): Lockfile => JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile

export const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where Node would find a dependency of the package at `from`. */
const locate = ({ packages }: Lockfile, from: string, name: string): string | undefined => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (path in packages) return path
    if (at === '') return undefined
  }
}

/** Paths of what the package at a path asks for; that of another system's binary is among them. */
export const dependenciesOf = (lock: Lockfile, path: string): string[] => {
  const { dependencies, optionalDependencies } = lock.packages[path] ?? {}
  return Object.keys({ ...dependencies, ...optionalDependencies }).flatMap(
    (name) => locate(lock, path, name) ?? [],
  )
}

/** Paths of everything that npm installs for somebody who installs the program. */
export const installedPackages = (lock: Lockfile): string[] => {
  const found = new Set<string>()
  const visit = (path: string): void => {
    if (found.has(path)) return
    found.add(path)
    dependenciesOf(lock, path).forEach(visit)
  }
  dependenciesOf(lock, '').forEach(visit)
  return [...found].sort()
}
