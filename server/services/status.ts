import type { getStatus } from '../../shared/contract/session.ts'
import type { ResponseOf } from '../../shared/contract/operation.ts'
import { proxyFor } from '../upstream/proxy-for.ts'
import type { Clock, PracticeStatus } from './ports.ts'

/** Variables that make Node or a library write down what must stay inside, and what they do. */
const RISKY: readonly { isSet: (env: NodeJS.ProcessEnv) => boolean; message: string }[] = [
  {
    isSet: ({ NODE_DEBUG }) => (NODE_DEBUG ?? '') !== '',
    message: 'NODE_DEBUG is set: Node may print headers and bodies, tokens included, to standard error',
  },
  {
    isSet: ({ DEBUG }) => (DEBUG ?? '') !== '',
    message: 'DEBUG is set: libraries may print what they handle to standard error',
  },
  {
    isSet: ({ SSLKEYLOGFILE }) => (SSLKEYLOGFILE ?? '') !== '',
    message: 'SSLKEYLOGFILE is set: other programs may write down the keys of TLS connections',
  },
  {
    isSet: ({ NODE_OPTIONS }) => /--inspect/.test(NODE_OPTIONS ?? ''),
    message: 'NODE_OPTIONS opens the inspector: whoever connects to it can read every key in memory',
  },
  {
    isSet: ({ NODE_TLS_REJECT_UNAUTHORIZED }) => NODE_TLS_REJECT_UNAUTHORIZED === '0',
    message: 'NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here: certificates are always checked',
  },
]

/** Of the proxy only its host and port are named: the variable may hold a password. */
const proxyWarnings = (env: NodeJS.ProcessEnv): string[] => {
  const proxy = proxyFor(new URL('https://somewhere.invalid/'), env)
  if (proxy === undefined) return []
  return [
    `${proxy.variable} is set: other hosts are reached through the proxy ${proxy.shown}, which then decides which address a name leads to`,
  ]
}

/** Things about this process that weaken a promise, in sentences for the page. */
export const environmentWarnings = (env: NodeJS.ProcessEnv): string[] => [
  ...RISKY.filter(({ isSet }) => isSet(env)).map(({ message }) => message),
  ...proxyWarnings(env),
]

export interface StatusSources {
  readonly version: string
  readonly clock: Clock
  readonly dataFolder: string
  readonly stored: boolean
  readonly keyFolders: readonly string[]
  readonly warnings: () => readonly string[]
  readonly practice: () => PracticeStatus
}

export const makeGetStatus = (sources: StatusSources) => (): ResponseOf<typeof getStatus> => {
  const { state, origin, detail } = sources.practice()
  return {
    version: sources.version,
    now: sources.clock.now(),
    dataFolder: sources.dataFolder,
    stored: sources.stored,
    keyFolders: [...sources.keyFolders],
    warnings: [...sources.warnings()],
    practice: {
      state,
      ...(origin === undefined ? {} : { origin }),
      ...(detail === undefined ? {} : { detail }),
    },
  }
}
