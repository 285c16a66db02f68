import type { AttemptDocument } from '../../../shared/attempt/attempt.ts'
import { diagnoseLogin, type Login } from '../../../shared/contract/logins.ts'
import { member, parseJson, toValue } from '../../../shared/json/parse-json.ts'
import { profileById } from '../../../shared/profiles/registry.ts'
import { withFlow } from '../../../shared/token-request/with-flow.ts'
import { LaunchPanel } from '../../features/launch/launch-panel.tsx'
import { parameter, withParameter } from '../../features/request/parameters.ts'
import { call } from '../../api/api.ts'
import { problemOf } from '../../api/call.ts'
import { authorizationEndpointOf, ownLaunchUrl, ownRedirectUri } from '../default-launch.ts'
import type { ScreenProps } from './screen-props.ts'
import { smartConfigurationUrl, useFetchDocument } from '../use-fetch-document.ts'

/** The Launch step, with what it takes from and gives to the other steps. */
export default function LaunchScreen({ environment, workbench, confirmed, show }: ScreenProps) {
  const { launch, launchDraft, draft, documents } = workbench
  const discover = useFetchDocument(confirmed)
  const { fhirBaseUrl } = environment.settings
  if (!launchDraft) return null
  const useCode = (login: Login) => {
    const isClientIdWanted = profileById(environment.profile)?.parameters.clientIdParam === 'required'
    const clientId = isClientIdWanted
      ? (parameter(draft.parameters, 'client_id') ?? environment.settings.clientId)
      : ''
    const exchange = withFlow(draft, 'authorization_code')
    const withUri = withParameter(exchange.parameters, 'redirect_uri', login.redirectUri ?? '')
    workbench.setDraft({ ...exchange, parameters: withParameter(withUri, 'client_id', clientId ?? '') })
    workbench.setSecrets({})
  }
  return (
    <LaunchPanel
      environment={environment}
      draft={launchDraft}
      onDraft={(next) => workbench.setDraft({ ...draft, launch: next })}
      url={launch.url}
      fresh={
        launch.prepared && {
          state: launch.prepared.state,
          nonce: launch.prepared.nonce,
          code_challenge: launch.prepared.codeChallenge,
        }
      }
      live={launch.live}
      logins={launch.logins}
      problem={launch.problem}
      now={workbench.now}
      redirectUri={ownRedirectUri()}
      launchUrl={ownLaunchUrl()}
      scopesSupported={scopesSupported(documents)}
      authorizationEndpoint={authorizationEndpointOf(environment, documents)}
      onDiscover={
        fhirBaseUrl === undefined
          ? undefined
          : () =>
              discover.mutate({
                environmentId: environment.id,
                kind: 'smart-configuration',
                url: smartConfigurationUrl(fhirBaseUrl),
              })
      }
      discovering={discover.isPending}
      discoverProblem={discover.error?.problem.detail ?? failureWords(discover.data)}
      onStart={launch.start}
      onCancel={launch.cancel}
      onTakeRedirect={launch.takeRedirect}
      onUseCode={useCode}
      onGoToRequest={() => show('request')}
      onDiagnose={({ id }) =>
        call(diagnoseLogin, { id }).catch((error: unknown) => ({ problem: problemOf(error) }))
      }
    />
  )
}

function failureWords(document: AttemptDocument | undefined): string | undefined {
  if (!document) return undefined
  if (document.failure !== undefined)
    return `${document.url} could not be fetched: ${document.detail ?? document.failure}.`
  return document.status === 200 ? undefined : `${document.url} answered ${document.status}.`
}

function scopesSupported(documents: readonly AttemptDocument[]): readonly string[] | undefined {
  for (const { kind, body, status } of [...documents].reverse()) {
    if (/jwks|capability/.test(kind) || status !== 200 || body === undefined) continue
    const parsed = parseJson(body)
    const node = parsed.ok ? member(parsed.node, 'scopes_supported')?.value : undefined
    if (node?.kind !== 'array') continue
    return node.items.map(toValue).filter((item): item is string => typeof item === 'string')
  }
  return undefined
}
