import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { shippedPackages } from './third-party-notices.ts'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly license?: string
  readonly hasInstallScript?: boolean
}

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const lock = read('package-lock.json') as { packages: Record<string, Locked> }
const own = read('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>>
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')

it('R80 every package comes with a SHA-512 hash and names no host but the registry', () => {
  expect(packages.length).toBeGreaterThan(100)
  for (const [path, { integrity, resolved }] of packages) {
    expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)])
    expect([path, resolved ?? '']).toEqual([
      path,
      expect.stringMatching(/^(https:\/\/registry\.npmjs\.org\/|$)/),
    ])
  }
})

it('R80 no package runs a script when it is installed, and the settings forbid it anyway', () => {
  expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([])
  const settings = readFileSync('.npmrc', 'utf8')
  for (const line of ['ignore-scripts=true', 'save-exact=true', 'engine-strict=true'])
    expect(settings).toContain(line)
})

it('R80 every dependency is one exact version', () => {
  for (const [name, version] of Object.entries({ ...own.dependencies, ...own.devDependencies }))
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)])
})

const TAKEN =
  /^\(?(.+ OR )?(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|Unlicense|Python-2\.0)( OR .+)?\)?$/

it('R80 what is given away has a licence that allows it', () => {
  const shipped = shippedPackages(lock)
  expect(shipped).toContain('node_modules/react')
  expect(shipped).toContain('node_modules/express')
  expect(shipped).not.toContain('node_modules/vitest')
  for (const path of shipped)
    expect([path, lock.packages[path]?.license]).toEqual([path, expect.stringMatching(TAKEN)])
})

it('R80 nothing is loaded from another host when the page runs', () => {
  expect(readFileSync('index.html', 'utf8')).not.toMatch(/(src|href)="(https?:)?\/\//)
})

it('R81 R82 no variable reaches the page, and the development server keeps to this machine', () => {
  const config = readFileSync('vite.config.ts', 'utf8')
  expect(config).toContain("envPrefix: 'COUNTERSIGN_PAGE_NONE_'")
  expect(Object.keys(process.env).filter((name) => name.startsWith('COUNTERSIGN_PAGE_NONE_'))).toEqual([])
  for (const line of ["host: '127.0.0.1'", 'strictPort: true', 'cors: false', "'.env.*'", 'pem,key,jwk,p12'])
    expect(config).toContain(line)
})
