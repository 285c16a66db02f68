import { randomUUID } from 'node:crypto'
import { renewClaims } from '../../shared/assertion/renew-claims.ts'
import type { tryAcross } from '../../shared/contract/diagnoses.ts'
import type { Environment } from '../../shared/contract/environments.ts'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { WorkbenchError, type Confirmation } from '../../shared/errors.ts'
import { setMember } from '../../shared/json/edit-json.ts'
import { parseForm } from '../../shared/facts/http-facts.ts'
import type { RecordedAttempt } from './attempts.ts'
import type { ExperimentDependencies } from './run-experiment.ts'

type Row = ResponseOf<typeof tryAcross>['rows'][number]

const LIFETIME_S = 60

/**
 * The same client and key at several of the person's environments, each with a fresh assertion whose aud is that
 * server's own. An assertion for one server never goes to another.
 */
export const makeTryAcross =
  (deps: ExperimentDependencies) =>
  async (
    { attemptId, environmentIds, confirm }: RequestOf<typeof tryAcross>,
    signal?: AbortSignal,
  ): Promise<ResponseOf<typeof tryAcross>> => {
    const recorded = deps.attempts.get(attemptId)
    const rows: Row[] = []
    const asked: Confirmation[] = []
    const environments = environmentIds.map((id) => deps.environments.get(id))
    for (const environment of environments) {
      const refused = refusalOf(deps, environment, recorded)
      if (refused !== undefined) {
        rows.push(rowOf(environment, 'not-sent', refused))
        continue
      }
      try {
        // Every yes is asked for before the first request goes out.
        if (asked.length > 0) continue
        rows.push(await tryAt(deps, environment, recorded, confirm, signal))
      } catch (error) {
        if (!(error instanceof WorkbenchError)) throw error
        if (error.code === 'confirmation-required') asked.push(...error.confirmations)
        else rows.push(rowOf(environment, 'not-sent', error.detail))
      }
    }
    if (asked.length > 0)
      throw new WorkbenchError('confirmation-required', asked.map(({ message }) => message).join(' '), {
        confirmations: asked,
      })
    return { rows, conclusion: conclusionOf(rows) }
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

async function tryAt(
  deps: ExperimentDependencies,
  environment: Environment,
  { shown, attempt }: RecordedAttempt,
  confirm: string[],
  signal: AbortSignal | undefined,
): Promise<Row> {
  const key = (await deps.keys.list()).keys.find(({ thumbprint }) => thumbprint === shown.keyThumbprint)
  if (key === undefined) throw new WorkbenchError('key-not-found', 'The key of this attempt is not at hand.')
  const renewed = renewClaims(shown.payloadText, {
    jti: randomUUID(),
    now: deps.clock.now(),
    lifetimeS: LIFETIME_S,
  })
  const sent = await deps.sendOnce(
    {
      environmentId: environment.id,
      keyId: key.id,
      headerText: shown.headerText,
      payloadText: withClient(
        setMember(renewed, 'aud', JSON.stringify(audienceOf(deps, environment))),
        environment,
      ),
      flow: 'client_credentials',
      parameters: parseForm(attempt.tokenRequest?.body ?? '').flatMap(
        ({ name, value }): [string, string][] =>
          name === 'scope' && value !== undefined ? [[name, value]] : [],
      ),
      confirm,
      madeBy: 'experiment',
      note: 'the same key and client across environments',
    },
    signal,
  )
  deps.trials.countSend(environment.id)
  const { outcome } = sent.shown
  const works = outcome.kind === 'token'
  const said =
    outcome.kind === 'oauth-error'
      ? [outcome.status, outcome.error, outcome.description].filter(Boolean).join(' ')
      : outcome.kind === 'no-response'
        ? `no answer (${outcome.failure})`
        : outcome.kind === 'token'
          ? `${outcome.status}, a token`
          : `${outcome.status}, ${outcome.why}`
  return { ...rowOf(environment, works ? 'works' : 'refused', said), attemptId: sent.shown.id }
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
export function conclusionOf(rows: readonly Pick<Row, 'name' | 'result'>[]): string {
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
