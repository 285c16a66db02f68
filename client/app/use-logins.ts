import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  cancelLogin,
  listLogins,
  prepareLogin,
  type Login,
  type PreparedLogin,
} from '../../shared/contract/logins.ts'
import { call } from '../api/api.ts'
import type { ApiProblem } from '../api/call.ts'

/** How often a login that waits is looked at; its redirect lands in another tab. */
const LOOK_MS = 800

const loginsKey = (environmentId: string) => ['logins', environmentId] as const
const preparedKey = (environmentId: string) => ['prepared-login', environmentId] as const

/** The logins of this run in an environment, newest first; watched while one of them waits. */
export function useLogins(environmentId: string): readonly Login[] {
  const listed = useQuery<{ logins: Login[] }, ApiProblem>({
    queryKey: loginsKey(environmentId),
    queryFn: ({ signal }) => call(listLogins, { environmentId }, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.logins.some((login) => login.state === 'waiting') ? LOOK_MS : false,
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: 'always',
    // A redirect that was pasted or came while another screen was open.
    refetchOnMount: 'always',
  })
  return listed.data?.logins ?? NONE
}

const NONE: readonly Login[] = []

/** State, nonce and challenge of the login to come; made once the Launch step is open. */
export function usePreparedLogin(environmentId: string, isOpen: boolean): PreparedLogin | undefined {
  const prepared = useQuery<PreparedLogin, ApiProblem>({
    queryKey: preparedKey(environmentId),
    queryFn: ({ signal }) => call(prepareLogin, { environmentId }, { signal }),
    enabled: isOpen,
  })
  return prepared.data
}

/** What changes the list of logins, and keeps it true at once. */
export function useLoginList(environmentId: string) {
  const client = useQueryClient()
  const put = (login: Login) =>
    client.setQueryData<{ logins: Login[] }>(loginsKey(environmentId), (known) => ({
      logins: [login, ...(known?.logins ?? []).filter(({ id }) => id !== login.id)].sort(
        (a, b) => b.number - a.number,
      ),
    }))
  return {
    put,
    /** The values of the last one are spent. */
    prepareNext: () => client.invalidateQueries({ queryKey: preparedKey(environmentId) }),
    prepareNow: () =>
      client.fetchQuery<PreparedLogin>({
        queryKey: preparedKey(environmentId),
        queryFn: () => call(prepareLogin, { environmentId }),
        staleTime: 0,
      }),
    cancel: async (id: string) => put((await call(cancelLogin, { id })).login),
  }
}
