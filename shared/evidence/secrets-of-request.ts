import { parseForm } from '../facts/http-facts.ts'
import type { RawRequest } from './raw-request.ts'

const SECRET_PARAMETERS = new Set(['client_secret', 'code', 'code_verifier', 'refresh_token', 'password'])
const SECRET_HEADERS = /^(authorization|cookie|proxy-authorization)$/i

/** The secrets of a request by name; none of them goes into an environment. */
export const secretsOfRequest = ({ headers = [], body = '' }: RawRequest): string[] => [
  ...headers.filter(([name]) => SECRET_HEADERS.test(name)).map(([name]) => name),
  ...parseForm(body)
    .filter(({ name }) => SECRET_PARAMETERS.has(name))
    .map(({ name }) => name),
]
