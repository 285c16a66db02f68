import { encodeBase64url } from '../shared/assertion/base64url.ts'
import type { HistoryEntry } from '../shared/attempt/attempt.ts'
import type { Evidence } from '../shared/facts/facts.ts'
import { gatherFacts } from '../shared/facts/gather-facts.ts'
import { RULES } from '../shared/lint/registry.ts'
import { runLint } from '../shared/lint/run-lint.ts'
import { anAttempt, CLIENT_ID, KID, NOW } from '../shared/testing/an-attempt.ts'
import { publicJwkOf } from '../shared/testing/keys.ts'

/** What gathering the facts and running every rule cost: processor time in milliseconds, one figure a run. */
export interface Load {
  readonly keys: number
  readonly rows: number
  readonly factsMs: readonly number[]
  readonly rulesMs: readonly number[]
}

const history = (rows: number): HistoryEntry[] =>
  Array.from({ length: rows }, (_, index) => ({
    sentAt: NOW - (rows - index) * 60,
    iss: CLIENT_ID,
    jti: `earlier-${index}`,
    exp: NOW - (rows - index) * 60 + 240,
    kid: KID,
    alg: 'RS384',
    aud: 'https://ehr.example.test/oauth2/token',
    assertionSha256: `sha-${index}`,
    status: index % 3 === 0 ? 401 : 200,
  }))

/** Other keys of the same size: a signature is tried under each of them. */
async function published(keys: number): Promise<Record<string, unknown>[]> {
  const own = await publicJwkOf('rsa')
  const others = Array.from({ length: keys - 1 }, (_, index) => {
    const n = new Uint8Array(256).map((_byte, at) => (at * 31 + index * 7 + 128) & 0xff)
    n[0] = 0xc1
    n[255] = (n[255] ?? 0) | 1
    return { ...own, n: encodeBase64url(n), kid: `other-${index}` }
  })
  return [...others, { ...own, kid: KID }]
}

/** Processor time: whatever else the machine does meanwhile is not counted. */
function sinceMs(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1_000
}

/** Runs the whole engine so many times over a correct attempt with so much around it. */
export async function measureLoad(keys: number, rows: number, rounds: number): Promise<Load> {
  const attempt = anAttempt('epic-sandbox')
    .publishing(await published(keys))
    .withHistory(history(rows))
  const evidence: Evidence = await attempt.evidence()
  const factsMs: number[] = []
  const rulesMs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const from = process.cpuUsage()
    const facts = await gatherFacts(evidence)
    factsMs.push(sinceMs(from))
    const between = process.cpuUsage()
    runLint(facts, RULES)
    rulesMs.push(sinceMs(between))
  }
  return { keys, rows, factsMs, rulesMs }
}
