import type { Provider } from 'oidc-provider'
import type { FaultSwitches } from './fault-switches.ts'
import { PATIENT_ID } from './provider-configuration.ts'
import { hasPatientContext } from './smart-scopes.ts'

type Answer = readonly [status: number, type: string, body: string]

const GATEWAY_PAGE = '<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>'
const INVALID_GRANT = '{"error":"invalid_grant","error_description":null}'

/** The answer that a fault puts in place of every other at the token endpoint. */
const faultyAnswer = ({ isOn }: FaultSwitches): Answer | undefined => {
  if (isOn('answer-null')) return [400, 'application/json', 'null']
  if (isOn('answer-empty-403')) return [403, '', '']
  if (isOn('answer-html-502')) return [502, 'text/html', GATEWAY_PAGE]
  if (isOn('answer-invalid-grant')) return [400, 'application/json', INVALID_GRANT]
  if (isOn('answer-redirect')) return [302, '', '']
  return undefined
}

type Context = Parameters<Parameters<Provider['use']>[0]>[0]

const put = (ctx: Context, [status, type, body]: Answer): void => {
  ctx.status = status
  ctx.body = body
  if (type === '') ctx.remove('Content-Type')
  else ctx.type = type
  if (status === 302) ctx.set('Location', '/ehr')
}

/** Answers refusals as Epic does, adds the SMART launch context, and takes the library's CORS headers off. */
export const shapeAnswers = (
  provider: Provider,
  faults: FaultSwitches,
  onFault: (status: number) => void,
): void => {
  provider.use(async (ctx, next) => {
    const { scope, prompt } = ctx.query
    // The library grants offline_access only with prompt=consent (OpenID Connect Core 11); SMART apps do not send it.
    if (ctx.path === '/authorize' && typeof scope === 'string' && /\boffline_access\b/.test(scope) && !prompt)
      ctx.query = { ...ctx.query, prompt: 'consent' }
    await next()
    ctx.remove('Access-Control-Allow-Origin')
    ctx.remove('Access-Control-Expose-Headers')
    if (ctx.path !== '/token') return
    const faulty = faultyAnswer(faults)
    const body = ctx.body as { error?: string; scope?: string; access_token?: string } | undefined
    if (faulty !== undefined) {
      put(ctx, faulty)
      onFault(faulty[0])
    } else if (body?.error === 'invalid_client')
      ctx.body = { error: 'invalid_client', error_description: null }
    else if (body?.access_token !== undefined && hasPatientContext(body.scope))
      ctx.body = { ...body, patient: PATIENT_ID, need_patient_banner: true }
  })
}
