import { userInfo } from 'node:os'
import { delimiter, resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import envPaths from 'env-paths'
import { VERSION } from '../version.ts'

export interface StartOptions {
  readonly port: number
  readonly practicePort: number
  readonly open: boolean
  readonly keys: readonly string[]
  /** True for ./secrets, which nobody has named. */
  readonly usualKeys: boolean
  readonly data: string
  readonly env: string | undefined
  readonly allowTarget: readonly string[]
  readonly caFile: string | undefined
  readonly stored: boolean
  readonly signer: string | undefined
  readonly signerPublic: string | undefined
}

export const DEFAULT_PORT = 7523
export const DEFAULT_PRACTICE_PORT = 7524
const MAX_PORT = 65_535

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > MAX_PORT)
    throw new InvalidArgumentError(`a port is 0 to ${MAX_PORT}`)
  return Number(text)
}

/** One target, or several with commas between them, as a variable has to say it. */
function target(text: string, before: readonly string[] = []): string[] {
  const targets = text.split(',').map((each) => each.trim())
  if (!targets.every((each) => /^(\[[0-9a-f:.]+\]|[^\s:/?#@]+):\d{1,5}$/i.test(each)))
    throw new InvalidArgumentError('write it as HOST:PORT')
  return [...before, ...targets.map((each) => each.toLowerCase())]
}

const collect = (text: string, before: readonly string[] = []): string[] => [...before, text]
const isYes = (text: string): boolean => !/^(0|false|no|)$/i.test(text)

/** The program's own options, the same in development. Each is also a COUNTERSIGN_ variable. */
export const addStartOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--port <port>', 'port of the page; 0 for any free one')
        .default(DEFAULT_PORT)
        .argParser(port)
        .env('COUNTERSIGN_PORT'),
    )
    .addOption(
      new Option('--practice-port <port>', 'port of the practice server; 0 for any free one')
        .default(DEFAULT_PRACTICE_PORT)
        .argParser(port)
        .env('COUNTERSIGN_PRACTICE_PORT'),
    )
    .addOption(
      new Option('--open', 'open the page in the browser (default: in a terminal)').env('COUNTERSIGN_OPEN'),
    )
    .addOption(new Option('--no-open', 'do not open the browser'))
    .addOption(
      new Option(
        '--keys <path>',
        'folder with key files, or one key file; repeatable, several in the variable as in PATH (default: ./secrets where it exists)',
      )
        .argParser(collect)
        .env('COUNTERSIGN_KEYS'),
    )
    .addOption(
      new Option('--data <folder>', 'where environments and drafts are kept').env('COUNTERSIGN_DATA'),
    )
    .addOption(new Option('--env <file>', 'a .env file to make an environment from').env('COUNTERSIGN_ENV'))
    .addOption(
      new Option(
        '--allow-target <host:port>',
        'a private address that may be contacted; repeatable, or with commas',
      )
        .argParser(target)
        .env('COUNTERSIGN_ALLOW_TARGET'),
    )
    .addOption(
      new Option('--ca-file <file>', 'PEM file with certificates to trust besides the usual ones').env(
        'COUNTERSIGN_CA_FILE',
      ),
    )
    .addOption(
      new Option(
        '--signer <command>',
        'a program that signs with a key of its own: words with quotes, or a JSON array; see docs/signers',
      ).env('COUNTERSIGN_SIGNER'),
    )
    .addOption(
      new Option(
        '--signer-public <file>',
        'what the signer signs with: JWK, PEM public key or certificate',
      ).env('COUNTERSIGN_SIGNER_PUBLIC'),
    )
    .addOption(
      new Option('--no-store', 'keep nothing: environments and drafts are forgotten at the end').env(
        'COUNTERSIGN_NO_STORE',
      ),
    )

interface Raw {
  readonly port: number
  readonly practicePort: number
  readonly open?: boolean
  readonly keys?: readonly string[]
  readonly data?: string
  readonly env?: string
  readonly allowTarget?: readonly string[]
  readonly caFile?: string
  readonly store: boolean
  readonly signer?: string
  readonly signerPublic?: string
}

/** An empty HOME makes the place a relative one: the home of the account holds then, not the working folder. */
const usualDataFolder = (): string =>
  resolve(userInfo().homedir, envPaths('countersign', { suffix: '' }).data)

/** What commander read, with the defaults that depend on the machine. */
export function startOptions(command: Command, variables: NodeJS.ProcessEnv): StartOptions {
  const raw = command.opts<Raw>()
  const isFromCli = (name: keyof Raw): boolean => command.getOptionValueSource(name) === 'cli'
  const variable = (name: string): string => variables[`COUNTERSIGN_${name}`] ?? ''
  const inTerminal = process.stdout.isTTY === true && variables['CI'] === undefined
  // A path may hold any character on the command line; a variable lists paths as PATH does.
  const keys = isFromCli('keys') ? raw.keys : variable('KEYS').split(delimiter).filter(Boolean)
  // Named even while it does not exist: it is read as soon as somebody makes it.
  const usualKeys = !keys?.length
  const keyPaths = keys?.length ? keys : ['secrets']
  // commander takes any text in the variable of a switch for yes.
  const opens = variable('OPEN') === '' ? inTerminal : isYes(variable('OPEN'))
  return {
    port: raw.port,
    practicePort: raw.practicePort,
    open: isFromCli('open') ? raw.open === true : opens,
    keys: keyPaths.map((path) => resolve(path)),
    usualKeys,
    data: raw.data === undefined ? usualDataFolder() : resolve(raw.data),
    env: raw.env === undefined ? undefined : resolve(raw.env),
    allowTarget: raw.allowTarget ?? [],
    caFile: raw.caFile === undefined ? undefined : resolve(raw.caFile),
    signer: raw.signer,
    signerPublic: raw.signerPublic === undefined ? undefined : resolve(raw.signerPublic),
    stored: isFromCli('store') ? raw.store : !isYes(variable('NO_STORE')),
  }
}

export const makeCommand = (): Command =>
  new Command('countersign')
    .description('A local workbench that says why a token endpoint answered invalid_client')
    .version(VERSION)
    .showHelpAfterError('(countersign --help lists the options)')
