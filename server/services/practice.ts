import type { changePractice, readPractice } from '../../shared/contract/practice.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { Practice } from '../practice/start-practice.ts'
import { CLOCK_OFFSET_S, SYNC_S } from '../practice/fault-switches.ts'
import type { Logger, PracticeStatus } from './ports.ts'
import { errorCode } from '../error-code.ts'

export interface PracticeRunner {
  /** Starts in the background; a failure is a state and never thrown. */
  start(): Promise<void>
  status(): PracticeStatus
  /** Once it runs. */
  current(): Practice | undefined
  /** Resolves when the start has come to an end, or after this many milliseconds. */
  settled(waitMs: number): Promise<void>
  stop(): Promise<void>
}

const describe = (error: unknown, port: number): string => {
  const code = errorCode(error, 'see the log on standard error')
  if (code === 'EADDRINUSE')
    return `127.0.0.1:${port} is in use; start again with another --practice-port, or 0 for any free one`
  return `The practice server did not start (${code})`
}

/**
 * @param launch makes the keys and starts the server; called once
 * @param port the one that it was told to use, for the sentence about a taken one
 */
export const makePracticeRunner = (
  launch: () => Promise<Practice>,
  port: number,
  log: Logger,
): PracticeRunner => {
  let practice: Practice | undefined
  let failure: string | undefined
  let isStopped = false
  let settle: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (settle = resolve))
  const start = async (): Promise<void> => {
    try {
      const started = await launch()
      if (isStopped) return await started.stop()
      practice = started
      log.info({ origin: started.origin }, 'the practice server is ready')
    } catch (error) {
      failure = describe(error, port)
      log.error(
        { detail: failure, name: error instanceof Error ? error.name : 'unknown' },
        'no practice server',
      )
    } finally {
      settle()
    }
  }
  return {
    start,
    status: () => ({
      state: practice !== undefined ? 'ready' : failure !== undefined ? 'failed' : 'starting',
      origin: practice?.origin,
      detail: failure,
    }),
    current: () => practice,
    settled: (waitMs) => {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)))
      return Promise.race([ended, late]).finally(() => clearTimeout(timer))
    },
    stop: async () => {
      isStopped = true
      await practice?.stop()
    },
  }
}

export const makeReadPractice = (runner: PracticeRunner) => (): ResponseOf<typeof readPractice> => {
  const practice = runner.current()
  const { state, origin, detail } = runner.status()
  const syncedAt = practice?.syncedAt()
  return {
    state,
    strict: practice?.strict() ?? false,
    dpop: practice?.dpop() ?? false,
    faults: practice?.faults() ?? [],
    ...(practice?.faultOptions() ?? { syncS: SYNC_S, clockOffsetS: CLOCK_OFFSET_S }),
    refusals: practice?.refusals().map(({ at, error, reason }) => ({ at, error, reason })) ?? [],
    ...(syncedAt === undefined ? {} : { syncedAt }),
    ...(origin === undefined ? {} : { origin }),
    ...(detail === undefined ? {} : { detail }),
    ...(practice === undefined
      ? {}
      : {
          ehrPageUrl: practice.ehrPageUrl,
          fhirBaseUrl: practice.fhirBaseUrl,
          jwksUrl: practice.jwksUrl,
        }),
  }
}

export const makeChangePractice =
  (runner: PracticeRunner) =>
  async ({
    strict,
    dpop,
    faults,
    ...options
  }: RequestOf<typeof changePractice>): Promise<ResponseOf<typeof changePractice>> => {
    const practice = runner.current()
    if (practice === undefined) {
      throw new WorkbenchError('practice-unavailable', runner.status().detail ?? 'It is still starting')
    }
    if (strict !== undefined) practice.setStrict(strict)
    if (dpop !== undefined) practice.setDpop(dpop)
    if (faults !== undefined) await practice.setFaults(faults, options)
    return makeReadPractice(runner)()
  }
