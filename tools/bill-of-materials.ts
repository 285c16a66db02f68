import { BUNDLED } from './bundled-packages.ts'
import { dependenciesOf, installedPackages, nameOf, type Lockfile } from './lockfile.ts'

const purl = (name: string, version: string): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`

/** Of an integrity value, in the form of CycloneDX. */
const hashOf = (integrity: string): { alg: 'SHA-512'; content: string } => ({
  alg: 'SHA-512',
  content: Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
})

/** Where a package comes to whoever installs the program. */
type Place = 'bundled in the page' | 'bundled in the server' | 'installed by npm'

/**
 * What the package consists of, as CycloneDX 1.5: what is bundled into it, which npm does not know of, and what npm
 * installs beside it. A package that is both is one component with both places.
 */
export const billOfMaterials = (lock: Lockfile, root: { name: string; version: string; license: string }) => {
  const places = new Map<string, Place[]>()
  const add = (path: string, place: Place) => places.set(path, [...(places.get(path) ?? []), place])
  for (const name of BUNDLED.client) add(`node_modules/${name}`, 'bundled in the page')
  for (const name of BUNDLED.ssr) add(`node_modules/${name}`, 'bundled in the server')
  for (const path of installedPackages(lock)) add(path, 'installed by npm')
  const refOf = (path: string): string => {
    const version = path === '' ? root.version : (lock.packages[path]?.version ?? '')
    return path === '' ? purl(root.name, version) : `${purl(nameOf(path), version)}#${path}`
  }
  const component = (path: string) => {
    const { version = '', license, integrity, optional } = lock.packages[path] ?? {}
    const [scope, ...rest] = nameOf(path).split('/')
    return {
      type: 'library',
      'bom-ref': refOf(path),
      ...(rest.length === 0 ? { name: scope } : { group: scope, name: rest.join('/') }),
      version,
      scope: optional === true ? 'optional' : 'required',
      ...(integrity === undefined ? {} : { hashes: [hashOf(integrity)] }),
      ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
      purl: purl(nameOf(path), version),
      properties: (places.get(path) ?? []).map((value) => ({ name: 'countersign:place', value })),
    }
  }
  const paths = [...places.keys()].sort()
  const isPart = (path: string) => places.has(path)
  const direct = [
    ...new Set([
      ...dependenciesOf(lock, ''),
      ...paths.filter((path) => places.get(path)?.some((place) => place !== 'installed by npm')),
    ]),
  ]
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': refOf(''),
        name: root.name,
        version: root.version,
        licenses: [{ expression: root.license }],
        purl: purl(root.name, root.version),
      },
    },
    components: paths.map(component),
    dependencies: [
      { ref: refOf(''), dependsOn: direct.sort().map(refOf) },
      ...paths.map((path) => ({
        ref: refOf(path),
        dependsOn: dependenciesOf(lock, path).filter(isPart).map(refOf),
      })),
    ],
  }
}
