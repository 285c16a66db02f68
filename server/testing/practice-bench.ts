import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Practice } from '../practice/start-practice.ts'
import { createProgram, type Program, type ProgramOptions } from '../program.ts'
import { makeFetchDocument } from '../services/fetch-document.ts'
import type { RecordedAttempt } from '../services/attempts.ts'

/** The whole program without its listener, in front of a running practice server. */
export interface PracticeBench {
  readonly program: Program
  readonly practice: Practice
  /** Fetches the client's JWK Set as this machine sees it now. */
  fetchJwks(): Promise<void>
  /** A correct request of now. */
  texts(): Promise<BenchTexts>
  /** Signs and sends a correct request, or what `change` makes of it. */
  send(change?: (texts: BenchTexts) => Partial<BenchTexts>): Promise<RecordedAttempt>
  stop(): Promise<void>
}

export interface BenchTexts {
  readonly headerText: string
  readonly payloadText: string
  readonly keyId: string
  readonly parameters: [string, string][]
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const STARTS_WITHIN_MS = 20_000
const LIFETIME_S = 240

/**
 * @param passedMs moves the monotonic clock, which only limits and pauses are measured by
 * @param options of the program, other than usual
 */
export async function startPracticeBench(
  passedMs: () => number = () => 0,
  options: Partial<ProgramOptions> = {},
): Promise<PracticeBench> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  const program = createProgram({
    version: 'test',
    clock: { now: () => Date.now() / 1_000, monotonicMs: () => performance.now() + passedMs() },
    log: silent,
    env: {},
    dataFolder: folder,
    stored: false,
    keyPaths: [],
    allowedTargets: [],
    caFile: undefined,
    practicePort: 0,
    fileEnvironment: undefined,
    port: () => 1,
    ...options,
  })
  await program.practice.start()
  await program.practice.settled(STARTS_WITHIN_MS)
  const practice = program.practice.current()
  if (practice === undefined) throw new Error('the practice server did not start')
  const environment = () => program.environments.get('practice')
  const correct = async (): Promise<BenchTexts> => {
    const { keyId = '', settings } = environment()
    const { thumbprint } = (await program.keys.find(keyId)).summary
    const now = Math.floor(Date.now() / 1_000)
    const { clientId } = settings
    return {
      keyId,
      headerText: JSON.stringify({ alg: 'RS384', typ: 'JWT', kid: thumbprint }),
      payloadText: JSON.stringify({
        iss: clientId,
        sub: clientId,
        aud: settings.tokenEndpoint,
        jti: randomUUID(),
        iat: now,
        exp: now + LIFETIME_S,
      }),
      parameters: [['scope', 'system/Patient.rs']],
    }
  }
  const fetchDocument = makeFetchDocument(program)
  return {
    program,
    practice,
    fetchJwks: async () => {
      await fetchDocument({ environmentId: 'practice', kind: 'jwks', url: practice.jwksUrl, confirm: [] })
    },
    texts: correct,
    send: async (change = () => ({})) => {
      const texts = await correct()
      const changed = { ...texts, ...change(texts) }
      return program.sendOnce({
        ...changed,
        environmentId: 'practice',
        flow: 'client_credentials',
        confirm: yesTo(program, changed),
        madeBy: 'person',
      })
    },
    stop: async () => {
      await program.practice.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The yes to an audience of another origin, where the change names one. */
function yesTo(program: Program, { payloadText }: BenchTexts): string[] {
  const { tokenEndpoint = '' } = program.environments.get('practice').settings
  const { aud } = JSON.parse(payloadText) as { aud?: unknown }
  const { origin } = new URL(tokenEndpoint)
  return typeof aud === 'string' ? [`audience-elsewhere ${aud} ${origin}`] : []
}
