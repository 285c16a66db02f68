import { readPart } from '../facts/json-part.ts'
import { exportedParameters, type ExportParts } from './export-parts.ts'

/** A Python program with PyJWT; it prints header and payload before it sends. */
export function asPyjwt(parts: ExportParts): string {
  const header = { ...readPart(parts.headerText).members }
  const claims = readPart(parts.payloadText).members
  const parameters = exportedParameters({ ...parts, assertion: '' }).map(({ name, value, variable }) =>
    name === 'client_assertion'
      ? `    ("client_assertion", assertion),`
      : `    (${JSON.stringify(name)}, ${variable === undefined ? JSON.stringify(value) : `os.environ["${variable}"]`}),`,
  )
  const { alg, ...others } = header
  return `# pip install "PyJWT[crypto]"
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

import jwt

with open(os.environ.get("PRIVATE_PEM_PATH", "./secrets/private.pem")) as file:
    key = file.read()

now = int(time.time())
header = ${python(others)}
payload = ${python(claims, { jti: 'str(uuid.uuid4())', iat: 'now', nbf: 'now', exp: `now + ${parts.lifetimeS}` })}

assertion = jwt.encode(payload, key, algorithm=${JSON.stringify(alg ?? 'RS256')}, headers=header)
print("Header: ", jwt.get_unverified_header(assertion), file=sys.stderr)
print("Payload:", payload, file=sys.stderr)

body = urllib.parse.urlencode([
${parameters.join('\n')}
]).encode()
request = urllib.request.Request(${JSON.stringify(parts.tokenEndpoint)}, body, {"Accept": "application/json"})
try:
    with urllib.request.urlopen(request) as answer:
        print(answer.status, answer.read().decode())
except urllib.error.HTTPError as answer:
    print(answer.code, answer.read().decode())
`
}

/** A value as a Python literal; the named top-level members as expressions. */
function python(value: unknown, expressions: Readonly<Record<string, string>> = {}, indent = ''): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((each) => python(each, {}, indent)).join(', ')}]`
  const inner = `${indent}    `
  const members = Object.entries(value).map(
    ([name, each]) => `${inner}${JSON.stringify(name)}: ${expressions[name] ?? python(each, {}, inner)},\n`,
  )
  return members.length === 0 ? '{}' : `{\n${members.join('')}${indent}}`
}
