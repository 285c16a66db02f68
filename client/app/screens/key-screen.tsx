import { fetchDocument } from '../../../shared/contract/token-requests.ts'
import { KeyPanel } from '../../features/keys/key-panel.tsx'
import { call } from '../../api/api.ts'
import { problemOf } from '../../api/call.ts'
import { useJwksHost } from '../use-jwks-host.ts'
import { useFetchJwks } from '../use-documents.ts'
import { useKeyHygiene } from '../use-key-hygiene.ts'
import { useKeyActions } from '../use-keys.ts'
import { usePublishedKeys } from '../use-published-keys.ts'
import type { ScreenProps } from './screen-props.ts'

export default function KeyScreen({ environment, workbench, confirmed }: ScreenProps) {
  const { keys, jwks } = workbench
  const published = usePublishedKeys(workbench)
  const { open, lock, certify } = useKeyActions()
  const hygiene = useKeyHygiene({
    profile: environment.profile,
    confirmed,
    onMade: (key) => workbench.chooseKey(key.id),
  })
  const fetchJwks = useFetchJwks(confirmed)
  const hosted = useJwksHost()
  const problem = keys.error ?? lock.error ?? fetchJwks.error ?? hygiene.make.error
  return (
    <KeyPanel
      bytes={hygiene.bytes}
      variables={hygiene.variables}
      isMaking={hygiene.make.isPending}
      onMake={(kind) => hygiene.make.mutate(kind)}
      environment={environment}
      keys={keys.data?.keys ?? []}
      folders={keys.data?.folders ?? []}
      loading={keys.isFetching}
      problem={problem ? problemOf(problem) : undefined}
      jwks={jwks}
      published={published}
      seenKeys={workbench.seenKeys}
      onChoose={workbench.chooseKey}
      onOpen={(keyId, passphrase) =>
        open.mutateAsync({ keyId, ...(passphrase !== undefined && { passphrase }) }).then(
          ({ key }) => {
            workbench.keyOpened(key)
            return undefined
          },
          (error: unknown) => problemOf(error),
        )
      }
      onLock={(keyId) => lock.mutate(keyId)}
      onRefresh={() => void keys.refetch()}
      onFetchJwks={() => fetchJwks.mutate(environment)}
      fetchingJwks={fetchJwks.isPending}
      hosting={{
        host: hosted.state,
        problem: hosted.problem ? problemOf(hosted.problem) : undefined,
        onChange: hosted.change,
        onCheck: async (url) =>
          (
            await confirmed((confirm) =>
              call(fetchDocument, { environmentId: environment.id, kind: 'jwks', url, confirm }),
            )
          )?.document,
      }}
      now={workbench.now}
      onUseCertificate={workbench.fillFromCertificate}
      onMakeCertificate={(commonName, days) =>
        certify.mutateAsync({ keyId: workbench.key?.id ?? '', commonName, days }).then(
          () => undefined,
          (error: unknown) => problemOf(error),
        )
      }
    />
  )
}
