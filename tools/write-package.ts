// npm run package: the built program as a tarball, what it consists of (CycloneDX), and the checksums of both.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { billOfMaterials } from './bill-of-materials.ts'
import { readLockfile } from './lockfile.ts'

const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
const tarball = packed.trim().split('\n').at(-1) ?? ''
const base = tarball.replace(/\.tgz$/, '')
const bill = `${base}.cdx.json`
const own = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string
  version: string
  license: string
}
writeFileSync(bill, `${JSON.stringify(billOfMaterials(readLockfile(), own), undefined, 2)}\n`)

const line = (path: string): string =>
  `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${path}\n`
writeFileSync(`${base}.sha256`, [tarball, bill].map(line).join(''))
process.stdout.write(`${tarball}\n`)
