import { readPart } from '../facts/json-part.ts'
import { exportedParameters, type ExportParts } from './export-parts.ts'

/** A Node.js program with jose; it prints header and payload before it sends. */
export function asJose(parts: ExportParts): string {
  const header = readPart(parts.headerText).members
  const claims = readPart(parts.payloadText).members
  const parameters = exportedParameters({ ...parts, assertion: '' }).map(({ name, value, variable }) =>
    name === 'client_assertion'
      ? "  ['client_assertion', assertion],"
      : `  [${JSON.stringify(name)}, ${variable === undefined ? JSON.stringify(value) : `process.env.${variable} ?? ''`}],`,
  )
  return `// npm install jose; run it as an .mjs file
import { createPrivateKey, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { SignJWT } from 'jose'

const key = createPrivateKey(readFileSync(process.env.PRIVATE_PEM_PATH ?? './secrets/private.pem'))
const now = Math.floor(Date.now() / 1000)
const header = ${JSON.stringify(header, undefined, 2)}
const payload = ${renewed(claims, parts.lifetimeS)}
console.error('Header: ', header)
console.error('Payload:', payload)
const assertion = await new SignJWT(payload).setProtectedHeader(header).sign(key)

const body = new URLSearchParams([
${parameters.join('\n')}
])
const answer = await fetch(${JSON.stringify(parts.tokenEndpoint)}, {
  method: 'POST',
  headers: { Accept: 'application/json' },
  body,
})
console.log(answer.status, await answer.text())
`
}

const EXPRESSIONS = (lifetimeS: number): Readonly<Record<string, string>> => ({
  jti: 'randomUUID()',
  iat: 'now',
  nbf: 'now',
  exp: `now + ${lifetimeS}`,
})

function renewed(claims: Readonly<Record<string, unknown>>, lifetimeS: number): string {
  const expressions = EXPRESSIONS(lifetimeS)
  const members = Object.entries(claims).map(
    ([name, value]) =>
      `  ${JSON.stringify(name)}: ${expressions[name] ?? JSON.stringify(value, undefined, 2).replaceAll('\n', '\n  ')},\n`,
  )
  return `{\n${members.join('')}}`
}
