import { listKeys } from '../../shared/contract/keys.ts'
import { listEnvironments, saveEnvironment, type Environment } from '../../shared/contract/environments.ts'
import { sendTokenRequest, type ShownAttempt } from '../../shared/contract/token-requests.ts'
import type { openApi } from './call-api.ts'

type Call = Awaited<ReturnType<typeof openApi>>

const HEADER = '{"alg":"RS384","typ":"JWT"}'

/** Sends a token request in an environment that is there already, every yes given beforehand. */
export const makeSendIn = async (call: Call) => {
  // Answers once the practice server has come up, and with it its keys.
  await call(listEnvironments, {})
  const { keys } = await call(listKeys, {})
  const key = keys.find(({ practice, kty }) => practice && kty === 'RSA')
  if (key === undefined) throw new Error('the practice key is not there')
  let count = 0
  return (environmentId: string, tokenEndpoint: string) => {
    count += 1
    const { origin, host } = new URL(tokenEndpoint)
    const claims = { iss: 'c', sub: 'c', aud: tokenEndpoint, jti: `jti-${count}`, iat: 1, exp: 2 }
    return call(sendTokenRequest, {
      environmentId,
      keyId: key.id,
      headerText: HEADER,
      payloadText: JSON.stringify(claims),
      flow: 'client_credentials',
      parameters: [],
      confirm: [`key-and-origin ${key.thumbprint} ${origin}`, `private-target ${host}`],
    })
  }
}

/** Sends one token request to any address with the practice key, each in an environment of its own. */
export const makeSendTo = async (call: Call) => {
  const sendIn = await makeSendIn(call)
  let count = 0
  return async (tokenEndpoint: string): Promise<ShownAttempt> => {
    count += 1
    const id = `target-${count}`
    const environment: Environment = {
      id,
      name: id,
      origin: 'user',
      profile: 'smart-generic',
      settings: { label: 'non-production', tokenEndpoint, clientId: 'c' },
    }
    await call(saveEnvironment, { environment })
    return (await sendIn(id, tokenEndpoint)).attempt
  }
}
