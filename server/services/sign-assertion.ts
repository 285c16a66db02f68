import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { signAssertion } from '../../shared/contract/keys.ts'
import type { SigningKeys } from '../keys/key-store.ts'
import { signTexts } from '../keys/sign-bytes.ts'

export const makeSignAssertion =
  (keys: SigningKeys) =>
  async ({
    keyId,
    headerText,
    payloadText,
  }: RequestOf<typeof signAssertion>): Promise<ResponseOf<typeof signAssertion>> => {
    const key = await keys.find(keyId)
    const { assertion, alg, notes } = await signTexts(headerText, payloadText, key)
    return { assertion, alg, notes: [...notes], thumbprint: key.summary.thumbprint ?? '' }
  }
