import { parseCurl } from '../shared/evidence/parse-curl.ts'
import { readRawRequest } from '../shared/evidence/read-raw-request.ts'
import { readRawResponse } from '../shared/evidence/read-raw-response.ts'
import { recognise } from '../shared/evidence/recognise.ts'
import { gatherFacts } from '../shared/facts/gather-facts.ts'
import { readPart } from '../shared/facts/json-part.ts'
import { inspectKeyFile } from '../shared/key-file/inspect-key-file.ts'
import { RULES } from '../shared/lint/registry.ts'
import { runLint } from '../shared/lint/run-lint.ts'
import { epicSandbox } from '../shared/profiles/epic-sandbox.ts'
import { findResidue } from '../shared/redaction/find-residue.ts'
import { maskPatterns } from '../shared/redaction/mask.ts'
import { parseScope } from '../shared/scope/scope.ts'

const SIZE = 65_536
const fill = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE)

/** Texts that make a parser with the wrong shape slow, 64 KiB each. */
const NASTY: Readonly<Record<string, string>> = {
  brackets: fill('['),
  braces: fill('{"a":'),
  quotes: fill('"'),
  backslashes: fill('\\'),
  escapes: `"${fill('\\u0000')}`,
  spaces: fill(' '),
  'line ends': fill('\r\n'),
  dashes: fill('-----BEGIN '),
  labels: fill('-----BEGIN PRIVATE KEY-----\n'),
  'base64 and spaces': fill('MIIE '),
  dots: fill('.'),
  percents: fill('%25'),
  ampersands: fill('a&=&'),
  slashes: fill('https://a/'),
  'single quotes': `curl ${fill("'\\''")}`,
  'curl options': fill('curl -d a=b -H x:y \\\n'),
  headers: `HTTP/1.1 400\r\n${fill('a: b\r\n')}`,
  'scope letters': fill('system/*.rs '),
  'zero width': fill('\u200b'),
  surrogates: fill('\ud800'),
  digits: `[${fill('1')}`,
  'starts of JWTs': fill('eyJhbGci-'),
  'parts of JWTs': fill('eyJhbGci.eyJ-.'),
  duplicates: `{${fill('"aud":1,')}`,
}

const BYTES = new TextEncoder()
const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  JSON: readPart,
  curl: parseCurl,
  request: readRawRequest,
  response: readRawResponse,
  paste: recognise,
  scope: parseScope,
  masking: (text) => [maskPatterns(text), findResidue(text, [{ name: 'x', value: 'a-secret-of-the-run' }])],
  'key file': (text) => inspectKeyFile(BYTES.encode(text), { name: 'x', from: 'file' }),
  texts: async (text) =>
    runLint(
      await gatherFacts({ profile: epicSandbox, texts: { headerText: text, payloadText: text }, live: true }),
      RULES,
    ),
  attempt: async (text) =>
    runLint(
      await gatherFacts({
        profile: epicSandbox,
        assertion: text,
        tokenRequest: { method: 'POST', url: text, headers: [], body: text },
        tokenResponse: { status: 400, headers: [], body: text },
        documents: [{ kind: 'jwks', url: 'https://a.example', status: 200, body: text }],
        authorizationRequest: { url: text },
      }),
      RULES,
    ),
}

/** One JSON line: the slowest pairs of parser and text, processor time in milliseconds. */
const rows: { parser: string; text: string; ms: number }[] = []
for (const [parser, parse] of Object.entries(parsers)) {
  for (const [name, text] of Object.entries(NASTY)) {
    const from = process.cpuUsage()
    await parse(text)
    const { user, system } = process.cpuUsage(from)
    rows.push({ parser, text: name, ms: (user + system) / 1_000 })
  }
}
process.stdout.write(`${JSON.stringify(rows.sort((a, b) => b.ms - a.ms))}\n`)
