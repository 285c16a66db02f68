import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { ResponseOf } from '../../../shared/contract/operation.ts'
import type { ShownAttempt } from '../../../shared/contract/token-requests.ts'
import { readToken, tryToken } from '../../../shared/contract/token.ts'
import { TokenDetails } from '../../features/token/token-details.tsx'
import { call } from '../../api/api.ts'
import { problemOf, type ApiProblem } from '../../api/call.ts'
import { memberOf } from '../default-launch.ts'
import type { ScreenProps } from './screen-props.ts'
import { smartConfigurationUrl, useFetchDocument } from '../use-fetch-document.ts'

type Details = ResponseOf<typeof readToken>

/** What came with the token of an attempt, and trying it. */
export default function TokenScreen(
  props: Pick<ScreenProps, 'workbench' | 'confirmed'> & { attempt: ShownAttempt },
) {
  const { workbench, confirmed, attempt } = props
  const client = useQueryClient()
  const queryKey = ['token', attempt.id]
  const details = useQuery<Details, ApiProblem>({
    queryKey,
    queryFn: ({ signal }) => call(readToken, { attemptId: attempt.id }, { signal }),
  })
  const fetchOne = useFetchDocument(confirmed)
  const { environmentId } = attempt
  const { fhirBaseUrl, label } = attempt.environment
  const fetchKeys = async () => {
    let url = memberOf(workbench.documents, 'jwks_uri')
    if (url === undefined && fhirBaseUrl !== undefined) {
      const found = await fetchOne.mutateAsync({
        environmentId,
        kind: 'smart-configuration',
        url: smartConfigurationUrl(fhirBaseUrl),
      })
      url = found && memberOf([found], 'jwks_uri')
    }
    if (url === undefined) return
    await fetchOne.mutateAsync({ environmentId, kind: 'server-jwks', url })
    await client.invalidateQueries({ queryKey })
  }
  const canFetch = fhirBaseUrl !== undefined || memberOf(workbench.documents, 'jwks_uri') !== undefined
  // The practice server is on this computer, so its keys are fetched without being asked for.
  const isOwn = label === 'practice' && details.data?.idToken?.hasKeys === false
  const fetchOwn = useEffectEvent(() => void fetchKeys().catch(() => undefined))
  useEffect(() => {
    if (isOwn) fetchOwn()
  }, [isOwn])
  const problem = details.error?.problem ?? fetchOne.error?.problem
  return (
    <TokenDetails
      key={attempt.id}
      details={details.data}
      problem={problem}
      onFetchKeys={canFetch ? () => void fetchKeys().catch(() => undefined) : undefined}
      fetchingKeys={fetchOne.isPending}
      fhirBase={fhirBaseUrl}
      onTry={(path) =>
        confirmed((confirm) => call(tryToken, { attemptId: attempt.id, path, confirm })).catch(
          (error: unknown) => ({
            problem: problemOf(error),
          }),
        )
      }
    />
  )
}
