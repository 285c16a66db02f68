import { z } from 'zod'
import { defineOperation, type ResponseOf } from './operation.ts'

const id = z.string().min(1).max(64)
const url = z.string().max(16_384)

/** What an EHR passed to the launch URL. */
export const launchValues = z.object({
  iss: z.string().max(2_048).optional(),
  launch: z.string().max(4_096).optional(),
  receivedAt: z.number().optional(),
})
export type LaunchValues = z.infer<typeof launchValues>

/** One authorization request and what became of it. Neither the code nor the verifier is ever in here. */
export const login = z.object({
  id,
  environmentId: z.string(),
  /** Counts within the environment, for a person: "login 3". */
  number: z.number().int(),
  state: z.enum(['waiting', 'returned', 'cancelled', 'expired']),
  startedAt: z.number(),
  /** The redirect is taken until then. */
  expiresAt: z.number(),
  /** As opened; a plain challenge, which is the verifier, shows as dots. */
  url: z.string(),
  redirectUri: z.string().optional(),
  challengeMethod: z.enum(['S256', 'plain', 'none']),
  /** The challenge in the URL is the one of the verifier that is kept; false: somebody typed another. */
  challengeIsOurs: z.boolean(),
  launch: launchValues.optional(),
  /** The redirect that belonged to it. */
  callback: z
    .object({
      receivedAt: z.number(),
      /** The address with the mark of its code. */
      url: z.string(),
      /** `mark` stands for the code wherever it is shown; the same code has the same mark. */
      code: z.object({ mark: z.string(), uses: z.number().int() }).optional(),
      error: z.string().optional(),
      errorDescription: z.string().optional(),
      errorUri: z.string().optional(),
      iss: z.string().optional(),
    })
    .optional(),
  /** Redirects of this run whose state fits no login, since this one waits; none of them is used. */
  strays: z.object({ count: z.number().int(), lastAt: z.number(), lastUrl: z.string() }).optional(),
})
export type Login = z.infer<typeof login>

export const prepareLogin = defineOperation({
  id: 'prepareLogin',
  method: 'POST',
  path: '/api/logins/prepare',
  summary: 'Make state, nonce and PKCE verifier for a login to come; the verifier stays in the process',
  request: z.strictObject({ environmentId: z.string().max(64) }),
  response: z.object({
    id,
    state: z.string(),
    nonce: z.string(),
    codeChallenge: z.string().describe('S256 of the verifier'),
  }),
})
export type PreparedLogin = ResponseOf<typeof prepareLogin>

export const startLogin = defineOperation({
  id: 'startLogin',
  method: 'POST',
  path: '/api/logins',
  summary: 'Wait for the redirect of a prepared login; answers with the URL to open',
  request: z.strictObject({
    id,
    environmentId: z.string().max(64),
    /** The authorization URL as typed; each `<new>` is replaced by the value of this login. */
    template: url,
    launch: launchValues.optional(),
  }),
  response: z.object({ login, url: z.string() }),
})

export const listLogins = defineOperation({
  id: 'listLogins',
  method: 'GET',
  path: '/api/logins',
  summary: 'The logins of this run in an environment, newest first',
  request: z.strictObject({ environmentId: z.string().max(64) }),
  response: z.object({ logins: z.array(login) }),
})

export const cancelLogin = defineOperation({
  id: 'cancelLogin',
  method: 'POST',
  path: '/api/logins/cancel',
  summary: 'Stop waiting for a redirect; one that still comes is refused',
  request: z.strictObject({ id }),
  response: z.object({ login }),
})

export const takeRedirect = defineOperation({
  id: 'takeRedirect',
  method: 'POST',
  path: '/api/logins/redirect',
  summary: 'Take the address on which the browser landed when the redirect URI is not this program',
  request: z.strictObject({ environmentId: z.string().max(64), url }),
  response: z.object({ login }),
})

export const diagnoseLogin = defineOperation({
  id: 'diagnoseLogin',
  method: 'GET',
  path: '/api/logins/diagnosis',
  summary: 'Why a login came back with an error, most probable first',
  request: z.strictObject({ id }),
  response: z.object({
    causes: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        grade: z.enum(['proven', 'probable', 'possible', 'hint']),
        evidence: z.string(),
        settle: z.string().optional(),
      }),
    ),
  }),
})
