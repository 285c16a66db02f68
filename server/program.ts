import { join } from 'node:path'
import { z } from 'zod'
import type { Draft, Environment } from '../shared/contract/environments.ts'
import { createExternalSigner } from './keys/external-signer.ts'
import type { SignerLimits } from './keys/run-signer.ts'
import type { SignerSettings } from './keys/signer-settings.ts'
import { makeJwksHost, type JwksHost } from './jwks-host/jwks-host.ts'
import { makeDpopKeys } from './keys/dpop-keys.ts'
import { isLink } from './keys/key-folders.ts'
import { createKeyStore, type SigningKeys } from './keys/key-store.ts'
import { createVariableKeys, type VariableKeys } from './keys/variable-keys.ts'
import { placesAt } from './practice/places.ts'
import type { Practice } from './practice/start-practice.ts'
import { makeApprovals, type Approvals, type ApprovalsFile } from './services/approvals.ts'
import { makeAttemptStore, type AttemptStore } from './services/attempts.ts'
import {
  draftsContent,
  environmentsContent,
  makeEnvironmentStore,
  settingsContent,
} from './services/environments.ts'
import {
  documentsContent,
  makeDocumentStore,
  makeFetchDocument,
  type DocumentStore,
} from './services/fetch-document.ts'
import { makeCapture, type CaptureService } from './services/capture.ts'
import { makeHistoryKeeper, type HistoryKeeper } from './services/history.ts'
import { makeLedger } from './services/ledger.ts'
import { makeLogins, type Logins } from './services/logins.ts'
import type { Clock, EnvironmentStore, JsonFile, Ledger, Logger } from './services/ports.ts'
import { makePracticeRunner, type PracticeRunner } from './services/practice.ts'
import { makeRecordExchange, type RecordExchange } from './services/record-exchange.ts'
import { makeKeyHygiene, type KeyHygiene } from './keys/key-hygiene.ts'
import { makeOwnProfiles, type OwnProfiles } from './services/profiles.ts'
import { makeDpop, type Dpop } from './services/dpop.ts'
import { makeSendReadyMade } from './services/send-ready-made.ts'
import {
  makeMissingConfirmations,
  makeSendOnce,
  type MissingConfirmations,
  type SendOnceService,
} from './services/send-token-request.ts'
import { makeSessions, type Sessions } from './services/session.ts'
import { environmentWarnings, type StatusSources } from './services/status.ts'
import { makeProcessVariables, type ProcessVariables } from './services/process-variables.ts'
import { makeSeenKeys, seenKeysContent, type SeenKeys } from './services/seen-keys.ts'
import { makeStoredParameters } from './services/stored-parameters.ts'
import { makeTrialStore, type TrialStore } from './services/trials.ts'
import { makeWatches, type Watches } from './services/watches.ts'
import { openProfileFiles } from './storage/profile-files.ts'
import { readTeamFile } from './storage/read-team-file.ts'
import { memoryJsonFile, openJsonFile } from './storage/json-file.ts'
import { createUpstream, type Upstream } from './upstream/upstream.ts'

export interface ProgramOptions {
  readonly version: string
  readonly clock: Clock
  readonly log: Logger
  /** Variables of the process: those of proxies and certificates, and those to warn about. */
  readonly env: NodeJS.ProcessEnv
  readonly dataFolder: string
  readonly stored: boolean
  /** False when the data folder takes no file; things are then kept in memory. */
  readonly isWritable?: boolean
  /** Folders and single files that keys are read from. */
  readonly keyPaths: readonly string[]
  /** The one of them that nobody has named: a project may have put a link in its place. */
  readonly usualKeyFolder?: string | undefined
  /** `HOST:PORT` of private targets that need no further yes. */
  readonly allowedTargets: readonly string[]
  readonly caFile: string | undefined
  /** From `--signer` or the data folder, never from the page. */
  readonly signer?: (SignerSettings & { readonly limits?: SignerLimits }) | undefined
  readonly practicePort: number
  /** From `--env`. */
  readonly fileEnvironment: { environment: Environment; draft: Draft | undefined } | undefined
  /** Where a team's countersign.json may lie. */
  readonly workingFolder?: string
  /** Of the listener; known before the first request. */
  readonly port: () => number
}

/** Everything that lives as long as the process. */
export interface Program {
  readonly log: Logger
  readonly clock: Clock
  readonly sessions: Sessions
  readonly environments: EnvironmentStore
  /** What the program was started with, for the page to take from. */
  readonly variables: ProcessVariables
  readonly ledger: Ledger
  readonly keys: SigningKeys
  readonly jwksHost: JwksHost
  readonly upstream: Upstream
  readonly approvals: Approvals
  readonly attempts: AttemptStore
  readonly documents: DocumentStore
  /** What each JWK Set held at earlier looks. */
  readonly seenKeys: SeenKeys
  /** The way by which a finished exchange becomes an attempt. */
  readonly record: RecordExchange
  readonly logins: Logins
  /** The capture listener, off until it is started. */
  readonly capture: CaptureService
  /** Signs and sends one token request; asks for what needs a yes. */
  readonly dpop: Dpop
  readonly sendOnce: SendOnceService
  /** Sends a pasted assertion as it is. */
  readonly sendReadyMade: ReturnType<typeof makeSendReadyMade>
  /** What a send would need a yes to. */
  readonly missingConfirmations: MissingConfirmations
  readonly watches: Watches
  readonly trials: TrialStore
  readonly practice: PracticeRunner
  /** Attempts of this and earlier runs. */
  readonly history: HistoryKeeper
  readonly statusSources: StatusSources
  readonly profiles: OwnProfiles
  readonly keyHygiene: KeyHygiene
  readonly keyVariables: VariableKeys
}

const PRACTICE_CLIENT_ID = 'practice-client'

const approvalsContent: z.ZodType<ApprovalsFile> = z.object({
  version: z.literal(1),
  approved: z.array(z.string()),
})

/** Passwords inside the proxy addresses of the process; they are looked for in everything that is written down. */
const proxyPasswords = (env: NodeJS.ProcessEnv): string[] =>
  ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) =>
    [env[name], env[name.toLowerCase()]].flatMap((value) => {
      if (value === undefined || !URL.canParse(value)) return []
      const { password } = new URL(value)
      return password === '' ? [] : [decodeURIComponent(password), password]
    }),
  )

/** Files of the data folder, or places in memory; damaged ones add a sentence to `warnings`. */
const openFiles = ({ dataFolder, stored }: ProgramOptions, warnings: string[]) => {
  const open = <T>(name: string, schema: z.ZodType<T>, empty: T): JsonFile<T> =>
    stored
      ? openJsonFile({
          path: join(dataFolder, name),
          schema,
          empty,
          onDamage: (message) => warnings.push(message),
        })
      : memoryJsonFile(empty)
  return {
    environments: open('environments.json', environmentsContent, { environments: [] }),
    drafts: open('drafts.json', draftsContent, {}),
    settings: open('settings.json', settingsContent, { keyIds: {} }),
    documents: open('documents.json', documentsContent, {}),
    seenKeys: open('seen-keys.json', seenKeysContent, {}),
    approvals: open<ApprovalsFile>('approvals.json', approvalsContent, { version: 1, approved: [] }),
  }
}

/** Addresses come from the running server; before it runs, from its port when that is fixed. */
const practiceEnvironment = (
  practicePort: number,
  practice: Practice | undefined,
  keyId: string | undefined,
  redirectUri: string,
): Environment => {
  const known = practice?.known() ?? {}
  const places = practice ?? (practicePort === 0 ? undefined : placesAt(`http://127.0.0.1:${practicePort}`))
  return {
    id: 'practice',
    name: 'Practice server',
    profile: 'smart-generic',
    origin: 'practice',
    ...(keyId === undefined ? {} : { keyId }),
    settings: {
      label: 'practice',
      clientId: practice?.clientId ?? PRACTICE_CLIENT_ID,
      ...known,
      ...(places === undefined
        ? {}
        : {
            fhirBaseUrl: places.fhirBaseUrl,
            issuer: places.issuer,
            tokenEndpoint: places.tokenEndpoint,
            authorizationEndpoint: places.authorizationEndpoint,
            registration: {
              keyMode: 'jwks-url' as const,
              jwksUrl: places.jwksUrl,
              redirectUris: [redirectUri],
              ...known.registration,
            },
          }),
    },
  }
}

/** Makes the practice keys where they are missing, then starts the server; both are loaded only now. */
const makeLaunch =
  (options: ProgramOptions, keys: SigningKeys, folder: string, onKey: (keyId: string) => void) =>
  async (): Promise<Practice> => {
    const { makePracticeKeys } = await import('./keys/practice-keys.ts')
    await makePracticeKeys(folder)
    const own = (await keys.list()).keys.filter(({ practice, state }) => practice && state === 'ready')
    const first = own.find(({ kty }) => kty === 'RSA') ?? own[0]
    if (first !== undefined) onKey(first.id)
    const { startPractice } = await import('./practice/start-practice.ts')
    const text = (level: 'info' | 'warn') => (_details: object, event: string) =>
      options.log[level]({}, event)
    return startPractice({
      port: options.practicePort,
      workbenchOrigin: `http://127.0.0.1:${options.port()}`,
      publicJwks: () => keys.practiceJwks(),
      log: { info: text('info'), warn: text('warn') },
      strict: false,
    })
  }

/** The composition root: makes every long-lived part and hands each what it needs. */
export const createProgram = (options: ProgramOptions): Program => {
  const { clock, log, fileEnvironment, dataFolder, stored } = options
  const warnings = environmentWarnings(options.env)
  if (options.isWritable === false)
    warnings.push('The data folder cannot be written: what you change is kept until the end of this run only')
  if (options.usualKeyFolder !== undefined && isLink(options.usualKeyFolder))
    warnings.push(
      './secrets is a link and is not read: a project could point it at any folder of yours. Name the folder with --keys',
    )
  const files = openFiles(options, warnings)
  const team =
    options.workingFolder === undefined
      ? []
      : readTeamFile(options.workingFolder, (sentence) => warnings.push(sentence))
  const ledger = makeLedger(clock)
  const practiceFolder = join(dataFolder, 'keys')
  const keyFolders = [...options.keyPaths, practiceFolder]
  const signer = options.signer && createExternalSigner({ ...options.signer, ledger })
  const keyVariables = createVariableKeys({
    env: options.env,
    ledger,
    remembered: () => environments.list().flatMap(({ keyId }) => (keyId === undefined ? [] : [keyId])),
  })
  const keys = createKeyStore({
    roots: keyFolders,
    unfollowed: options.usualKeyFolder,
    practiceFolder,
    ledger,
    signer,
    variables: keyVariables,
  })
  const jwksHost = makeJwksHost({ keys, clock })
  const keyHygiene = makeKeyHygiene({
    keys,
    folder: options.keyPaths[0],
    productionUses: (keyId) =>
      environments
        .list()
        .flatMap((each) => (each.keyId === keyId && each.settings.label === 'production' ? [each.name] : [])),
  })
  const approvals = makeApprovals(files.approvals)
  let practiceKeyId: string | undefined
  const launch = makeLaunch(options, keys, practiceFolder, (keyId) => (practiceKeyId = keyId))
  const practice = makePracticeRunner(launch, options.practicePort, log)

  const upstream = createUpstream({
    clock,
    ledger,
    env: options.env,
    ownHosts: () => {
      const ports = [String(options.port()), ...(capture.host()?.split(':').slice(1) ?? [])]
      return ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) => ports.map((port) => `${name}:${port}`))
    },
    allowed: () => {
      const origin = practice.current()?.origin
      const hosted = jwksHost.address()
      return [
        ...options.allowedTargets,
        ...(origin === undefined ? [] : [new URL(origin).host]),
        ...(hosted === undefined ? [] : [hosted]),
      ]
    },
    isApproved: approvals.has,
    approve: approvals.add,
    ...(options.caFile === undefined ? {} : { caFile: options.caFile }),
  })

  const environments = makeEnvironmentStore({
    ...files,
    readOnly: () => [
      practiceEnvironment(
        options.practicePort,
        practice.current(),
        practiceKeyId,
        `http://127.0.0.1:${options.port()}/callback`,
      ),
      ...(fileEnvironment === undefined ? [] : [fileEnvironment.environment]),
      ...team,
    ],
    initialDrafts:
      fileEnvironment?.draft === undefined ? {} : { [fileEnvironment.environment.id]: fileEnvironment.draft },
  })

  const attempts = makeAttemptStore()
  const documents = makeDocumentStore(files.documents)
  const seenKeys = makeSeenKeys(files.seenKeys)
  const historyPath = stored ? join(dataFolder, 'history.sqlite') : undefined
  const history = makeHistoryKeeper({
    path: historyPath,
    // The database is loaded after the ready line: it takes longer than the program itself.
    openStore: async () => (await import('./history/history-store.ts')).openHistoryStore(historyPath),
    attempts,
    environments,
    documents,
    clock,
    log,
    secrets: proxyPasswords(options.env),
  })
  const profiles = makeOwnProfiles(openProfileFiles(join(dataFolder, 'profiles')))

  const practiceOrigin = () => practice.current()?.origin
  const record = makeRecordExchange({
    attempts,
    documents,
    profileOf: profiles.resolve,
    practiceOrigin,
    practiceReason: (jti) => practice.current()?.reasonFor(jti),
  })
  const capture: CaptureService = makeCapture({
    environments,
    documents,
    attempts,
    upstream,
    record,
    clock,
    profileOf: profiles.resolve,
  })

  const logins = makeLogins(clock)
  const storedParameters = makeStoredParameters({ logins, attempts })
  const trials = makeTrialStore(clock)
  const dpop = makeDpop(makeDpopKeys(), clock)
  const sendParts = {
    keys,
    environments,
    upstream,
    approvals,
    record,
    practiceOrigin,
    storedParameters,
    trials,
    dpop,
    clock,
  }
  const sendOnce = makeSendOnce(sendParts)
  const sendReadyMade = makeSendReadyMade({ ...sendParts, documents, history })
  const missingConfirmations = makeMissingConfirmations(sendParts)

  return {
    log,
    clock,
    sessions: makeSessions(clock, log),
    environments,
    variables: makeProcessVariables(options.env),
    ledger,
    keys,
    jwksHost,
    upstream,
    approvals,
    attempts,
    documents,
    seenKeys,
    record,
    capture,
    dpop,
    sendOnce,
    sendReadyMade,
    missingConfirmations,
    trials,
    watches: makeWatches({
      clock,
      environments,
      attempts,
      trials,
      sendOnce,
      missingConfirmations,
      fetchDocument: makeFetchDocument({ upstream, environments, documents, seenKeys, jwksHost }),
    }),
    logins,
    practice,
    history,
    profiles,
    keyHygiene,
    keyVariables,
    statusSources: {
      version: options.version,
      clock,
      dataFolder,
      stored,
      keyFolders,
      warnings: () => warnings,
      practice: () => practice.status(),
    },
  }
}
