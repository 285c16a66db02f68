import { listKeys } from '../../shared/contract/keys.ts'
import { listEnvironments, saveEnvironment, type Environment } from '../../shared/contract/environments.ts'
import { sendTokenRequest, type ShownAttempt } from '../../shared/contract/token-requests.ts'
import type { openApi } from './call-api.ts'

type Call = Awaited<ReturnType<typeof openApi>>

const HEADER = '{"alg":"RS384","typ":"JWT"}'

/** Sends one token request to any address with the practice key, every yes given beforehand. */
export const makeSendTo = async (call: Call) => {
  // Answers once the practice server has come up, and with it its keys.
  await call(listEnvironments, {})
  const { keys } = await call(listKeys, {})
  const key = keys.find(({ practice, kty }) => practice && kty === 'RSA')
  if (key === undefined) throw new Error('the practice key is not there')
  let count = 0
  return async (tokenEndpoint: string): Promise<ShownAttempt> => {
    count += 1
    const id = `target-${count}`
    const { origin, host } = new URL(tokenEndpoint)
    const environment: Environment = {
      id,
      name: id,
      origin: 'user',
      profile: 'smart-generic',
      settings: { label: 'non-production', tokenEndpoint, clientId: 'c' },
    }
    await call(saveEnvironment, { environment })
    const claims = { iss: 'c', sub: 'c', aud: tokenEndpoint, jti: `jti-${count}`, iat: 1, exp: 2 }
    const { attempt } = await call(sendTokenRequest, {
      environmentId: id,
      keyId: key.id,
      headerText: HEADER,
      payloadText: JSON.stringify(claims),
      flow: 'client_credentials',
      parameters: [],
      confirm: [`key-and-origin ${key.thumbprint} ${origin}`, `private-target ${host}`],
    })
    return attempt
  }
}
