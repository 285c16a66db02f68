import type { Plugin } from 'vite'

/**
 * Packages whose code is inside what is built, by environment of the build: each as its path below node_modules. The
 * build fails when this list is not exactly what it bundled: the notices and the bill of materials are made from it.
 */
export const BUNDLED = {
  client: [
    '@internationalized/string',
    '@peculiar/asn1-asym-key',
    '@peculiar/asn1-cms',
    '@peculiar/asn1-csr',
    '@peculiar/asn1-ecc',
    '@peculiar/asn1-pfx',
    '@peculiar/asn1-pkcs8',
    '@peculiar/asn1-pkcs9',
    '@peculiar/asn1-rsa',
    '@peculiar/asn1-schema',
    '@peculiar/asn1-x509',
    '@peculiar/asn1-x509-attr',
    '@peculiar/asn1-x509-post-quantum',
    '@peculiar/utils',
    '@peculiar/x509',
    '@tanstack/query-core',
    '@tanstack/react-query',
    'asn1js',
    'clsx',
    'diff',
    'monaco-editor',
    'pvtsutils',
    'pvutils',
    'react',
    'react-aria',
    'react-aria-components',
    'react-dom',
    'react-stately',
    'reflect-metadata',
    'scheduler',
    'tslib',
    'tsyringe',
    'tsyringe/node_modules/tslib',
    'use-sync-external-store',
    'zod',
  ],
  ssr: ['jose', 'zod'],
} as const

const PACKAGE = /node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/?]+)/

/** Path of the package below node_modules; undefined for a file of the project. */
export const packageOf = (id: string): string | undefined => PACKAGE.exec(id.replaceAll('\\', '/'))?.[1]

/** What is bundled and not listed, and what is listed and not bundled. */
export const complaintAbout = (
  listed: readonly string[],
  bundled: ReadonlySet<string>,
): string | undefined => {
  const missing = [...bundled].filter((name) => !listed.includes(name))
  const idle = listed.filter((name) => !bundled.has(name))
  if (missing.length + idle.length === 0) return undefined
  const part = (names: readonly string[], what: string) =>
    names.length === 0 ? '' : ` ${what} ${names.join(', ')}.`
  return `tools/bundled-packages.ts is not what was bundled:${part(missing, 'Not listed:')}${part(idle, 'Not bundled:')} Then run "npm run docs".`
}

/** One for the build and, through `workers`, one for each worker of it; the build checks the sum. */
export const bundledPackages = (): { build: Plugin; workers: Plugin } => {
  const found = new Map<string, Set<string>>()
  const collect: Pick<Plugin, 'apply' | 'generateBundle'> = {
    apply: 'build',
    generateBundle(_options, bundle) {
      const { name } = this.environment
      const names = found.get(name) ?? new Set()
      found.set(name, names)
      for (const chunk of Object.values(bundle))
        for (const id of chunk.type === 'chunk' ? Object.keys(chunk.modules) : [])
          names.add(packageOf(id) ?? '')
      names.delete('')
    },
  }
  return {
    workers: { name: 'bundled-packages-of-workers', ...collect },
    build: {
      name: 'bundled-packages',
      ...collect,
      writeBundle() {
        const { name } = this.environment
        const complaint =
          name === 'client' || name === 'ssr'
            ? complaintAbout(BUNDLED[name], found.get(name) ?? new Set())
            : undefined
        if (complaint !== undefined) this.error(complaint)
      },
    },
  }
}
