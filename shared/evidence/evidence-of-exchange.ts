import type { Attempt } from '../attempt/attempt.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Evidence } from '../facts/facts.ts'
import type { RawRequest, RawResponse } from './raw-request.ts'
import { formDecode, parseForm } from '../facts/http-facts.ts'

export interface RawExchange {
  readonly profile: Profile
  readonly request?: RawRequest
  readonly response?: RawResponse
  /** NumericDate of the record, where it has one. */
  readonly sentAt?: number
  /** What the person knows besides: the environment, fetched documents, history. */
  readonly known?: Partial<Omit<Attempt, 'format' | 'id' | 'profile'>>
}

/** Longest way of an answer that carries a Date, where nobody took the time. Seconds. */
const ASSUMED_TRIP_S = 1

/**
 * Evidence from a recorded exchange. Without a local time the server's own Date is the time that the dates of the
 * assertion are judged by: no local clock stands between.
 */
export function evidenceOfExchange({
  profile,
  request,
  response,
  sentAt,
  known = {},
}: RawExchange): Evidence {
  const { flow, ...rest } = known
  const date = response?.headers?.find(([name]) => name.toLowerCase() === 'date')?.[1]
  const dateMs = date === undefined ? Number.NaN : Date.parse(date)
  const at = known.sentAt ?? sentAt ?? (Number.isNaN(dateMs) ? undefined : dateMs / 1000)
  const grant = flow ?? flowOf(request?.body)
  return {
    ...rest,
    profile,
    ...(grant === undefined ? {} : { flow: grant }),
    ...(at === undefined ? {} : { sentAt: at }),
    ...(request === undefined ? {} : { tokenRequest: request }),
    ...(response === undefined
      ? {}
      : {
          tokenResponse:
            response.receivedAt !== undefined || at === undefined
              ? response
              : { ...response, receivedAt: at + ASSUMED_TRIP_S },
        }),
  }
}

const FLOWS: Readonly<Record<string, NonNullable<Attempt['flow']>>> = {
  authorization_code: 'authorization_code',
  refresh_token: 'refresh_token',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'jwt_bearer',
}

function flowOf(body: string | undefined): Attempt['flow'] {
  const grant = parseForm(body ?? '').find(({ name }) => name === 'grant_type')?.rawValue
  return grant === undefined ? undefined : FLOWS[formDecode(grant) ?? '']
}
