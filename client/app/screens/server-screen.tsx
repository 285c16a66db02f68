import type { Environment } from '../../../shared/contract/environments.ts'
import { ServerPanel } from '../../features/server/server-panel.tsx'
import { useDiscovery } from '../use-discovery.ts'
import { useOwnProfiles } from '../use-profiles.ts'
import { withKnownServer } from '../with-known-server.ts'
import type { ScreenProps } from './screen-props.ts'

export default function ServerScreen(props: ScreenProps) {
  const { environment, environments, changes, onCommand, workbench, confirmed } = props
  const own = useOwnProfiles()
  const { run, problem, start, cancel } = useDiscovery(environment.id, confirmed)
  return (
    <ServerPanel
      discovery={{
        documents: workbench.documents,
        run,
        problem,
        onStart: async (candidates) => {
          props.onStarted()
          await changes.settled()
          return start(candidates)
        },
        onCancel: cancel,
        onSettings: (settings) => changes.save(withKnownServer({ ...environment, settings }, environments)),
        startWith: props.startAddress,
      }}
      environment={environment}
      ownProfiles={own.data?.profiles ?? []}
      keys={workbench.keys.data?.keys ?? []}
      groups={groupsOf(environments)}
      onChange={changes.save}
      onDuplicate={() => onCommand('duplicate')}
      problem={changes.problem}
      now={workbench.now}
    />
  )
}

const groupsOf = (environments: readonly Environment[]): string[] =>
  [...new Set(environments.flatMap(({ group }) => group ?? []))].sort()
