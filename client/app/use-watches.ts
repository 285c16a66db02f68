import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import { endWatch, listWatches, startWatch, type Watch } from '../../shared/contract/watches.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'
import type { Confirmed } from './use-confirmed.ts'

const WATCHES = ['watches'] as const
const EVERY_MS = 1_000
const IDLE_MS = 15_000
const TITLE = 'Countersign'

const isOpen = ({ state }: Watch): boolean => state === 'waiting' || state === 'sending'

/** What waits on the server; it goes on without this page and is found again after a reload. */
export function useWatches(confirmed: Confirmed) {
  const client = useQueryClient()
  const listed = useQuery<ResponseOf<typeof listWatches>, ApiProblem>({
    queryKey: WATCHES,
    queryFn: ({ signal }) => call(listWatches, {}, { signal }),
    refetchInterval: ({ state }) => (state.data?.watches.some(isOpen) ? EVERY_MS : IDLE_MS),
  })
  const start = useMutation<
    ResponseOf<typeof startWatch> | undefined,
    ApiProblem,
    Omit<RequestOf<typeof startWatch>, 'confirm'>
  >({
    mutationFn: (request) => {
      askToNotify()
      return confirmed((confirm) => call(startWatch, { ...request, confirm }))
    },
    onSettled: () => client.invalidateQueries({ queryKey: WATCHES }),
  })
  const end = useMutation<ResponseOf<typeof endWatch>, ApiProblem, string>({
    mutationFn: (id) => call(endWatch, { id }),
    onSuccess: (watches) => client.setQueryData(WATCHES, watches),
  })
  const watches = listed.data?.watches ?? NONE
  useEndedNews(watches, () => {
    void client.invalidateQueries({ queryKey: ['attempts'] })
    void client.invalidateQueries({ queryKey: ['diagnosis'] })
  })
  return { watches, start, end }
}

const NONE: Watch[] = []

/** Once, on the click that starts a watch: a page may ask only then. The watch waits for nobody's answer. */
function askToNotify(): void {
  if ('Notification' in globalThis && Notification.permission === 'default')
    void Notification.requestPermission().catch(() => undefined)
}

/** Tells of each watch that has ended since it was last looked at. */
function useEndedNews(watches: readonly Watch[], onEnded: () => void): void {
  const ended = watches
    .filter((each) => !isOpen(each))
    .map(({ id }) => id)
    .join(' ')
  const tell = useEffectEvent(() => {
    if (ended === '') return
    onEnded()
    const [latest] = watches.filter((each) => !isOpen(each))
    if (latest && document.hidden && 'Notification' in globalThis && Notification.permission === 'granted')
      new Notification(`${latest.environmentName}: ${latest.said}`)
  })
  useEffect(() => tell(), [ended])
}

/** The countdown of the watch that acts next, in the title of the tab. */
export function useWatchTitle(watches: readonly Watch[], now: number): void {
  const next = watches.filter(isOpen).sort((a, b) => a.dueAt - b.dueAt)[0]
  const left = next && Math.max(0, Math.ceil(next.dueAt - now))
  const title = left === undefined ? TITLE : `${clockWords(left)} · ${TITLE}`
  useEffect(() => {
    document.title = title
  }, [title])
}

const clockWords = (seconds: number): string => {
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60]
  const hours = Math.floor(seconds / 3_600)
  return [...(hours > 0 ? [hours] : []), ...parts].map((part) => String(part).padStart(2, '0')).join(':')
}
