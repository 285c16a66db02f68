import { parseJson, member, type JsonNode } from '../json/parse-json.ts'
import { readPart } from '../facts/json-part.ts'
import { asCurl } from './as-curl.ts'
import type { ExportParts } from './export-parts.ts'

/** What each run makes anew: claim → what the shell puts there, quotes of a string included. */
const RENEWED = (lifetimeS: number): Readonly<Record<string, string>> => ({
  jti: `"'"$jti"'"`,
  iat: `'"$now"'`,
  nbf: `'"$now"'`,
  exp: `'"$((now+${lifetimeS}))"'`,
})

/**
 * The recipe that needs nothing but a shell, openssl and curl: header and payload are printed, signed byte for byte and
 * sent. Elliptic-curve signatures are turned from DER into the two numbers that JWS wants (RFC 7518 §3.4), with xxd.
 */
export function asShell(parts: ExportParts): string {
  const { alg } = readPart(parts.headerText).members
  return `#!/bin/sh
# Signs a client assertion and asks for a token: sh, openssl and curl, nothing else.
set -eu
: "\${PRIVATE_PEM_PATH:=./secrets/private.pem}"

now=$(date +%s)
jti=$(openssl rand -hex 16)
header=${quoted(parts.headerText, {})}
payload=${quoted(parts.payloadText, RENEWED(parts.lifetimeS))}

echo "Header:  $header" >&2
echo "Payload: $payload" >&2

b64u() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
h=$(printf '%s' "$header" | b64u)
p=$(printf '%s' "$payload" | b64u)
${signing(typeof alg === 'string' ? alg : 'RS256')}
ASSERTION="$h.$p.$sig"

${asCurl({ ...withoutAssertion(parts) })}`
}

function withoutAssertion(parts: ExportParts): ExportParts {
  const { assertion: _, ...rest } = parts
  return rest
}

/** The text in single quotes, with the values that each run makes in their places. */
function quoted(text: string, renewed: Readonly<Record<string, string>>): string {
  const parsed = parseJson(text)
  const node: JsonNode | undefined = parsed.ok ? parsed.node : undefined
  const places = Object.entries(renewed)
    .flatMap(([name, shell]) => {
      const value = member(node, name)?.value
      return value === undefined ? [] : [{ start: value.start, end: value.end, shell }]
    })
    .sort((a, b) => a.start - b.start)
  let out = ''
  let at = 0
  for (const { start, end, shell } of places) {
    out += escaped(text.slice(at, start)) + shell
    at = end
  }
  return `'${out}${escaped(text.slice(at))}'`
}

const escaped = (text: string): string => text.replaceAll("'", String.raw`'\''`)

function signing(alg: string): string {
  const bits = alg.slice(2)
  const input = `printf '%s.%s' "$h" "$p"`
  if (alg.startsWith('ES')) {
    const digits = bits === '256' ? 64 : bits === '384' ? 96 : 132
    return `number() { sed -n "$1s/.*INTEGER *://p" | awk -v n=${digits} '{ while (length($0) < n) $0 = "0" $0; printf "%s", $0 }'; }
der=$(mktemp); trap 'rm -f "$der"' EXIT
${input} | openssl dgst -sha${bits} -sign "$PRIVATE_PEM_PATH" -binary > "$der"
numbers=$(openssl asn1parse -inform DER -in "$der")
sig=$({ echo "$numbers" | number 2; echo "$numbers" | number 3; } | xxd -r -p | b64u)`
  }
  if (alg === 'EdDSA')
    return `text=$(mktemp); trap 'rm -f "$text"' EXIT
${input} > "$text"
sig=$(openssl pkeyutl -sign -rawin -inkey "$PRIVATE_PEM_PATH" -in "$text" | b64u)`
  const padding = alg.startsWith('PS') ? ' -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest' : ''
  return `sig=$(${input} | openssl dgst -sha${bits} -sign "$PRIVATE_PEM_PATH"${padding} -binary | b64u)`
}
