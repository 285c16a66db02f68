import { Router } from 'express'
import type { Provider } from 'oidc-provider'
import type { PracticePlaces } from './places.ts'
import { grantableScopes } from './smart-scopes.ts'

const ACCOUNT_ID = 'example'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Answers every interaction at once: the user "example" is signed in and agrees to everything that is asked. */
export const makeAutoConsent = (provider: Provider, places: PracticePlaces): Router => {
  const router = Router()
  router.get('/interaction/:uid', async (req, res) => {
    const { prompt, params } = await provider.interactionDetails(req, res)
    if (prompt.name === 'login') {
      return provider.interactionFinished(req, res, { login: { accountId: ACCOUNT_ID } })
    }
    const scope = grantableScopes(text(params['scope']))
    const grant = new provider.Grant({ accountId: ACCOUNT_ID, clientId: text(params['client_id']) })
    grant.addOIDCScope(scope)
    grant.addResourceScope(places.fhirBaseUrl, scope)
    return provider.interactionFinished(req, res, { consent: { grantId: await grant.save() } })
  })
  return router
}
