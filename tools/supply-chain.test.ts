import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { billOfMaterials } from './bill-of-materials.ts'
import { BUNDLED, complaintAbout, packageOf } from './bundled-packages.ts'
import { installedPackages, readLockfile } from './lockfile.ts'
import { shippedPackages } from './third-party-notices.ts'

const lock = readLockfile()
const own = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string
  version: string
  license: string
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
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

it('R80 what is bundled and what is listed are told apart from each other, by path', () => {
  expect(packageOf('/a/node_modules/@tanstack/query-core/build/x.js?v=1')).toBe('@tanstack/query-core')
  expect(packageOf('/a/node_modules/tsyringe/node_modules/tslib/tslib.js')).toBe(
    'tsyringe/node_modules/tslib',
  )
  expect(packageOf('/a/client/main.tsx')).toBeUndefined()
  expect(complaintAbout(['react'], new Set(['react']))).toBeUndefined()
  expect(complaintAbout(['react', 'gone'], new Set(['react', 'new']))).toMatch(
    /Not listed: new\. Not bundled: gone\./,
  )
})

it('R80 the bill of materials names what is bundled and what npm installs, with hash and licence', () => {
  const { components, dependencies } = billOfMaterials(lock, own)
  const named = new Map(components.map((each) => [each['bom-ref'], each]))
  const placesOf = (ref: string) => named.get(ref)?.properties.map(({ value }) => value)
  const version = (name: string) => lock.packages[`node_modules/${name}`]?.version
  const ref = (name: string) => `pkg:npm/${name}@${version(name)}#node_modules/${name}`
  expect(placesOf(ref('react'))).toEqual(['bundled in the page'])
  expect(placesOf(ref('zod'))).toEqual(['bundled in the page', 'bundled in the server'])
  expect(placesOf(ref('jose'))).toEqual(['bundled in the server', 'installed by npm'])
  for (const name of Object.keys(own.dependencies))
    expect([name, placesOf(ref(name).replace('/@', '/%40'))]).toEqual([
      name,
      expect.arrayContaining(['installed by npm']),
    ])
  expect(components).toHaveLength(shippedPackages(lock).length)
  for (const { name, hashes, licenses } of components) {
    expect([name, hashes?.[0]?.content]).toEqual([name, expect.stringMatching(/^[0-9a-f]{128}$/)])
    expect([name, licenses?.length]).toEqual([name, 1])
  }
  for (const { dependsOn } of dependencies) for (const each of dependsOn) expect(named.has(each)).toBe(true)
})

it('R80 the notices tell what is inside the package from what npm installs', () => {
  const notices = readFileSync('THIRD_PARTY_NOTICES.md', 'utf8')
  const [inside = '', beside = ''] = notices.split('## Installed beside it by npm')
  for (const name of [...BUNDLED.client, ...BUNDLED.ssr])
    expect(inside).toContain(`\n- ${name.split('/node_modules/').at(-1)} `)
  expect(inside).not.toMatch(/\n- (express|vitest) /)
  expect(beside.match(/^- /gm)).toHaveLength(installedPackages(lock).length)
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
