import { useState } from 'react'
import type { HistoryFilter } from '../../../shared/contract/history.ts'
import { decodePart } from '../../../shared/facts/json-part.ts'
import { readHistory } from '../../../shared/contract/history.ts'
import { HistoryPanel } from '../../features/history/history-panel.tsx'
import { call } from '../../api/api.ts'
import { problemOf } from '../../api/call.ts'
import type { ScreenProps } from './screen-props.ts'
import { useHistoryActions, useHistoryPage, useHistoryPlace } from '../use-history.ts'

export default function HistoryScreen({ environment, workbench, go, show, onShare }: ScreenProps) {
  const [filter, setFilter] = useState<HistoryFilter>({})
  const [before, setBefore] = useState<number>()
  const [loadError, setLoadError] = useState<unknown>()
  const page = useHistoryPage(filter, before)
  const place = useHistoryPlace()
  const actions = useHistoryActions()
  const next = page.data?.next
  const problem =
    page.error ??
    place.error ??
    Object.values(actions).find(({ error }) => error !== null)?.error ??
    loadError
  const load = async (id: string) => {
    try {
      const { attempt } = await call(readHistory, { id })
      const [header, payload] = attempt.assertion?.split('.') ?? []
      workbench.setDraft({
        ...workbench.draft,
        headerText: (header && decodePart(header).text) ?? workbench.draft.headerText,
        payloadText: (payload && decodePart(payload).text) ?? workbench.draft.payloadText,
      })
      show('assertion')
    } catch (error) {
      setLoadError(error)
    }
  }
  return (
    <HistoryPanel
      filter={filter}
      onFilter={(next) => {
        setFilter(next)
        setBefore(undefined)
      }}
      rows={page.data?.rows ?? []}
      total={page.data?.total ?? 0}
      loading={page.isLoading}
      problem={problem ? problemOf(problem) : undefined}
      place={place.data}
      now={workbench.now}
      onOlder={next === undefined ? undefined : () => setBefore(next)}
      onNewest={before === undefined ? undefined : () => setBefore(undefined)}
      onChange={(id, change) => actions.change.mutate({ id, ...change })}
      onRemove={(ids) => actions.remove.mutate(ids === 'all' ? { all: true } : { ids: [...ids] })}
      onRestore={() => actions.restore.mutate()}
      onWipe={() => actions.wipe.mutate()}
      onRetention={(next) => actions.retain.mutate(next)}
      onImport={(text) => actions.take.mutate({ text, environmentId: environment.id })}
      onLoad={(id) => void load(id)}
      onShare={onShare}
      onCompare={(left, right) =>
        go({ environmentId: environment.id, screen: 'compare', attemptId: `${left}~${right}` })
      }
    />
  )
}
