import type { IRouter } from 'express'
import { changeJwksHost, readJwksHost } from '../../shared/contract/jwks-host.ts'
import { listKeys, lockKey, makeCertificate, openKey, signAssertion } from '../../shared/contract/keys.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'
import { makeMakeCertificate } from '../services/make-certificate.ts'
import { makeSignAssertion } from '../services/sign-assertion.ts'

export const mountKeys = (router: IRouter, { keys, jwksHost, clock }: Program): void => {
  mount(router, listKeys, () => keys.list())
  mount(router, openKey, async ({ keyId, passphrase }) => ({ key: await keys.open(keyId, passphrase) }))
  mount(router, lockKey, async ({ keyId }) => ({ key: await keys.lock(keyId) }))
  mount(router, makeCertificate, makeMakeCertificate({ keys, clock }))
  mount(router, readJwksHost, () => jwksHost.state())
  mount(router, changeJwksHost, (input) => jwksHost.change(input))
  mount(router, signAssertion, makeSignAssertion(keys))
}
