import type { Draft, Environment } from '../../shared/contract/environments.ts'
import type { ClientFault } from '../../shared/practice/client-faults.ts'

/** The draft with a mistake in it; where renewing on send would repair that, it is switched off. */
export function putFault(draft: Draft, fault: ClientFault, { settings }: Environment): Draft {
  const { fhirBaseUrl = '', tokenEndpoint = '' } = settings
  const texts = fault.put(draft, { now: Date.now() / 1_000, fhirBaseUrl, tokenEndpoint })
  return { ...draft, ...texts, renewOnSend: draft.renewOnSend && fault.survivesRenewal }
}
