import { expect, it } from 'vitest'
import { RANKED_CAUSES } from '../../shared/diagnosis/priors.ts'
import { aRedirect, STATE } from '../../shared/testing/a-login.ts'
import { makeDiagnoseLogin, type DiagnoseLoginParts } from './diagnose-login.ts'

/** A login whose redirect came back with this error; `change` spoils the request that was opened. */
const diagnosed = async (error: string, change: Readonly<Record<string, string | undefined>> = {}) => {
  const { environment, authorizationRequest, launch } = await aRedirect('smart-generic', change).evidence()
  const query = new URLSearchParams({ error, state: STATE }).toString()
  const parts = {
    logins: {
      secrets: () => ({
        login: { environmentId: 'e', startedAt: 1_764_000_000 },
        launch,
        authorizationRequest,
        callback: { url: `http://127.0.0.1:7523/callback?${query}`, receivedAt: 1_764_000_010 },
      }),
    },
    environments: { get: () => ({ id: 'e', profile: 'smart-generic', settings: environment }) },
    documents: { list: () => [] },
    attempts: { history: () => [] },
  } as unknown as DiagnoseLoginParts
  return (await makeDiagnoseLogin(parts)({ id: 'l' })).causes
}

it('what is proven of the request comes first', async () => {
  const [first] = await diagnosed('invalid_request', { aud: undefined })
  expect(first).toMatchObject({ id: 'authz-aud-missing', grade: 'proven' })
})

it('a cause that only an assertion can have is not named: the browser carried none', async () => {
  const ids = (await diagnosed('unauthorized_client')).map(({ id }) => id)
  const ranked = ids.filter((id) => id in RANKED_CAUSES)
  expect(ranked).toContain('registration-not-active')
  expect(ranked).toContain('registration-client-unknown')
  for (const id of [
    'registration-other-key',
    'env-clock-offset',
    'replay-elsewhere',
    'audience-undocumented',
  ])
    expect(ranked).not.toContain(id)
})

it('a refused scope leads to the scopes of the registration', async () => {
  const [first] = await diagnosed('invalid_scope')
  expect(first?.id).toBe('registration-scope')
})
