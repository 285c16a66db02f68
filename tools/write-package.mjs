// npm run package: the built program as a tarball, what it consists of (CycloneDX), and the checksums of both.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

const npm = (...args) => execFileSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' })

const tarball = npm('pack', '--silent', '--ignore-scripts').trim().split('\n').at(-1)
const base = tarball.replace(/\.tgz$/, '')
const bill = `${base}.cdx.json`
const parts = JSON.parse(npm('sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'))
// npm takes the name of the folder.
parts.metadata.component.name = 'countersign'
writeFileSync(bill, `${JSON.stringify(parts, undefined, 2)}\n`)

const line = (path) => `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${path}\n`
writeFileSync(`${base}.sha256`, [tarball, bill].map(line).join(''))
process.stdout.write(`${tarball}\n`)
