import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SignerCommand } from '../keys/run-signer.ts'

/** What a signer may do right or wrong, as JavaScript; `input`, `sign` and `key` are at hand. */
export const SIGNER_BODIES = {
  raw: `process.stdout.write(sign('sha384', input, { key, dsaEncoding: 'ieee-p1363' }))`,
  der: `process.stdout.write(sign('sha384', input, key))`,
  hangs: `await new Promise((go) => setTimeout(go, 60_000))`,
  floods: `for (;;) if (!process.stdout.write('x'.repeat(65_536))) await new Promise((go) => process.stdout.once('drain', go))`,
  floodsStandardError: `for (;;) if (!process.stderr.write('x'.repeat(65_536))) await new Promise((go) => process.stderr.once('drain', go))`,
  garbage: `console.log('PRIVATE-LOOKING-GARBAGE')`,
  nothing: ``,
  exits1: `console.error('token missing'); process.exit(1)`,
  somethingElse: `process.stdout.write(sign('sha384', Buffer.from('else'), { key, dsaEncoding: 'ieee-p1363' }))`,
}

/** Shorter than a person would wait, long enough for a Node to start on a busy machine. */
export const SHORT_LIMITS = { timeoutMs: 1_500, outputBytes: 65_536 }

/** An EC key on P-384 in `folder`, and signers that hold it, as a person might write them, in one line of JavaScript. */
export function makeScriptedSigners(folder: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const privateFile = join(folder, 'private.pem')
  const publicFile = join(folder, 'public.pem')
  writeFileSync(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(publicFile, publicKey.export({ type: 'spki', format: 'pem' }))
  /** @param name of the script, to replace it later by another under the same command */
  const scripted = (body: string, name: string = randomUUID()): SignerCommand => {
    const path = join(folder, `${name}.mjs`)
    writeFileSync(
      path,
      `import { sign } from 'node:crypto'; import { readFileSync } from 'node:fs'
       const request = JSON.parse(readFileSync(0, 'utf8')); const input = Buffer.from(request.signingInput, 'base64')
       const key = readFileSync(${JSON.stringify(privateFile)})
       ${body}`,
    )
    return [process.execPath, path, '--pin', 'hunter2-pin']
  }
  return { privateKey, privateFile, publicFile, scripted }
}
