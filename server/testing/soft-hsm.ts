import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const MODULE = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm2.so'].find((path) =>
  existsSync(path),
)
const runs = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined

/** The token's software, its tool and OpenSSL are on this machine; where not, why the tests are skipped is printed. */
export function hasSoftHsm(): boolean {
  const isThere = MODULE !== undefined && ['softhsm2-util', 'pkcs11-tool', 'openssl'].every(runs)
  if (!isThere)
    process.stderr.write('skipped: SoftHSM or pkcs11-tool is not installed (apt: softhsm2 opensc)\n')
  return isThere
}

export const PIN = '918273'

export interface HsmKey {
  readonly label: 'ec' | 'rsa'
  /** CKA_ID, hexadecimal. */
  readonly id: string
  /** Its public half as PEM. */
  readonly publicFile: string
}

const KEYS = [
  { label: 'ec', id: '01', of: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'] },
  { label: 'rsa', id: '02', of: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] },
] as const

/**
 * A token with one key of each kind below `folder`, and the variables that a signer needs to reach it; they are set in
 * this process, which hands them on, until `forget` is called.
 */
export function makeSoftHsm(folder: string): { keys: HsmKey[]; forget: () => void } {
  const env = { SOFTHSM2_CONF: join(folder, 'softhsm2.conf'), PKCS11_MODULE: MODULE ?? '', PKCS11_PIN: PIN }
  const before = { ...process.env }
  Object.assign(process.env, env)
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'pipe' })
  const tokens = mkdtempSync(join(folder, 'tokens-'))
  writeFileSync(env.SOFTHSM2_CONF, `directories.tokendir = ${tokens}\nobjectstore.backend = file\n`)
  const pins = ['--pin', PIN, '--so-pin', '12345678']
  run('softhsm2-util', '--init-token', '--free', '--label', 'test', ...pins)
  // Imported rather than made in the token: older pkcs11-tool cannot read the public half of an EC key back.
  const keys = KEYS.map(({ label, id, of }) => {
    const pem = join(folder, `hsm-${label}.key`)
    const publicFile = join(folder, `hsm-${label}.pem`)
    run('openssl', 'genpkey', ...of, '-out', pem)
    run('openssl', 'pkey', '-in', pem, '-pubout', '-out', publicFile)
    const place = ['--token', 'test', '--label', label, '--id', id, '--pin', PIN]
    run('softhsm2-util', '--import', pem, ...place)
    rmSync(pem)
    return { label, id, publicFile }
  })
  return { keys, forget: () => void (process.env = before) }
}
