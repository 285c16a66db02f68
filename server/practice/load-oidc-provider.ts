/** The part of a pino logger that the practice server writes to. */
export interface PracticeLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

/**
 * Runs `work` with the console's warn and info sent to the log: oidc-provider writes its notices there, also about
 * things that are right for a practice server (in-memory adapter, Node 20), and standard output has one line only.
 */
export const withQuietConsole = async <T>(log: PracticeLog, work: () => Promise<T> | T): Promise<T> => {
  const { warn, info } = console
  const divert = (...parts: unknown[]) => log.info({ notice: parts.join(' ') }, 'oidc-provider notice')
  console.warn = divert
  console.info = divert
  try {
    return await work()
  } finally {
    console.warn = warn
    console.info = info
  }
}

/** Loaded on demand: the library costs about 0.2 s, and the page must not wait for it. */
export const loadOidcProvider = (log: PracticeLog) => withQuietConsole(log, () => import('oidc-provider'))
