import { randomUUID } from 'node:crypto'
import { renewClaims } from '../../shared/assertion/renew-claims.ts'
import type { tryAcross } from '../../shared/contract/diagnoses.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { requireConfirmed, WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import type { ShownAttempt } from '../../shared/contract/token-requests.ts'
import { setMember } from '../../shared/json/edit-json.ts'
import { parseForm } from '../../shared/facts/http-facts.ts'
import { dpopAlgOf } from '../../shared/token-request/dpop.ts'
import type { RecordedAttempt } from './attempts.ts'
import type { ExperimentDependencies } from './run-experiment.ts'
import type { SendOnce } from './send-token-request.ts'

type Row = ResponseOf<typeof tryAcross>['rows'][number]

const LIFETIME_S = 60

/**
 * The same client and key at several of the person's environments, each with a fresh assertion whose aud is that
 * server's own. An assertion for one server never goes to another. Every yes is asked for before the first request goes
 * out, so that the repetition with the answers sends nothing twice.
 */
export const makeTryAcross =
  (deps: ExperimentDependencies) =>
  async (
    { attemptId, environmentIds, confirm }: RequestOf<typeof tryAcross>,
    signal?: AbortSignal,
  ): Promise<ResponseOf<typeof tryAcross>> => {
    const recorded = deps.attempts.get(attemptId)
    const environments = [...new Set(environmentIds)].map((id) => deps.environments.get(id))
    const plans = await Promise.all(environments.map((each) => planFor(deps, each, recorded, confirm)))
    const missing = plans.flatMap((plan) => plan.missing)
    requireConfirmed(missing)
    const rows: Row[] = []
    for (const plan of plans) {
      if (signal?.aborted) rows.push(rowOf(plan.environment, 'not-sent', 'stopped before it was sent'))
      else rows.push(await rowOfPlan(deps, plan, signal))
    }
    return { rows, conclusion: conclusionOf(rows) }
  }

/** What would be sent to one environment, or why nothing is. */
interface Plan {
  readonly environment: Environment
  readonly request?: SendOnce
  readonly refused?: string
  readonly missing: readonly Confirmation[]
}

async function planFor(
  deps: ExperimentDependencies,
  environment: Environment,
  recorded: RecordedAttempt,
  confirm: string[],
): Promise<Plan> {
  const refused = refusalOf(deps, environment, recorded)
  if (refused !== undefined) return { environment, refused, missing: [] }
  try {
    const request = await requestFor(deps, environment, recorded, confirm)
    return { environment, request, missing: await deps.missingConfirmations(request) }
  } catch (error) {
    return { environment, refused: sentenceOf(error), missing: [] }
  }
}

async function rowOfPlan(
  deps: ExperimentDependencies,
  { environment, request, refused }: Plan,
  signal: AbortSignal | undefined,
): Promise<Row> {
  if (request === undefined) return rowOf(environment, 'not-sent', refused ?? '')
  deps.trials.countSend(environment.id)
  try {
    const { shown } = await deps.sendOnce(request, signal)
    const result = shown.outcome.kind === 'token' ? 'works' : 'refused'
    return { ...rowOf(environment, result, saidBy(shown)), attemptId: shown.id }
  } catch (error) {
    return rowOf(environment, 'not-sent', sentenceOf(error))
  }
}

/** The workbench's own refusals are a row; anything else is a mistake and no row. */
function sentenceOf(error: unknown): string {
  if (error instanceof WorkbenchError) return error.detail
  throw error
}

const rowOf = ({ id, name }: Environment, result: Row['result'], said: string): Row => ({
  environmentId: id,
  name,
  result,
  said,
})

function refusalOf(
  { trials }: ExperimentDependencies,
  { id, settings, allowsAutomatic }: Environment,
  { shown }: RecordedAttempt,
): string | undefined {
  if (shown.flow !== 'client_credentials') return 'only a client_credentials request can be repeated'
  if (!settings.tokenEndpoint) return 'it has no token endpoint'
  if (settings.label === 'production' && allowsAutomatic !== true)
    return 'experiments are off in this production environment'
  return trials.sendsLeft(id) === 0 ? 'five requests in ten minutes are spent here' : trials.haltedBecause(id)
}

async function requestFor(
  deps: ExperimentDependencies,
  environment: Environment,
  { shown, attempt }: RecordedAttempt,
  confirm: string[],
): Promise<SendOnce> {
  const key = (await deps.keys.list()).keys.find(({ thumbprint }) => thumbprint === shown.keyThumbprint)
  if (key === undefined) throw new WorkbenchError('key-not-found', 'The key of this attempt is not at hand.')
  const renewed = renewClaims(shown.payloadText, {
    jti: randomUUID(),
    now: deps.clock.now(),
    lifetimeS: LIFETIME_S,
  })
  const aud = JSON.stringify(audienceOf(deps, environment))
  return {
    environmentId: environment.id,
    keyId: key.id,
    headerText: shown.headerText,
    payloadText: withClient(setMember(renewed, 'aud', aud), environment),
    flow: 'client_credentials',
    dpop: dpopAlgOf(attempt),
    parameters: parseForm(attempt.tokenRequest?.body ?? '').flatMap(({ name, value }): [string, string][] =>
      name === 'scope' && value !== undefined ? [[name, value]] : [],
    ),
    confirm,
    madeBy: 'experiment',
    note: 'the same key and client across environments',
  }
}

function saidBy({ outcome }: ShownAttempt): string {
  switch (outcome.kind) {
    case 'oauth-error':
      return [outcome.status, outcome.error, outcome.description].filter(Boolean).join(' ')
    case 'no-response':
      return `no answer (${outcome.failure})`
    case 'token':
      return `${outcome.status}, a token`
    case 'not-conformant':
      return `${outcome.status}, ${outcome.why}`
  }
}

/** The client that is registered there, where the environment names one. */
function withClient(payloadText: string, { settings: { clientId } }: Environment): string {
  if (!clientId) return payloadText
  const literal = JSON.stringify(clientId)
  return setMember(setMember(payloadText, 'iss', literal), 'sub', literal)
}

/** That server's own audience: its issuer where its kind wants that alone, else its token endpoint. */
function audienceOf({ profiles }: ExperimentDependencies, { profile, settings }: Environment): string {
  const [wanted] = profiles.resolve(profile)?.parameters.aud ?? []
  const issuer = wanted === 'ISS' ? settings.issuer : undefined
  return issuer ?? settings.tokenEndpoint ?? ''
}

/** What the table says as a whole. */
function conclusionOf(rows: readonly Pick<Row, 'name' | 'result'>[]): string {
  const sent = rows.filter(({ result }) => result !== 'not-sent')
  const works = sent.filter(({ result }) => result === 'works')
  const refused = sent.filter(({ result }) => result === 'refused')
  const names = (list: typeof sent): string => list.map(({ name }) => name).join(', ')
  if (sent.length === 0) return 'Nothing was sent.'
  if (works.length === sent.length)
    return `Works at ${sent.length} of ${sent.length}: key, client and clock are sound.`
  if (works.length === 0)
    return `Refused at ${sent.length} of ${sent.length}: look at key, code and clock before any site.`
  return `Works at ${works.length} of ${sent.length}: key, code and clock are sound. At ${names(refused)} look at the mapping of the app, the sync and the audience of that site.`
}
