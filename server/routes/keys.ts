import type { IRouter } from 'express'
import { changeJwksHost, readJwksHost } from '../../shared/contract/jwks-host.ts'
import {
  chooseKeyVariable,
  listKeys,
  listKeyVariables,
  lockKey,
  makeCertificate,
  openKey,
  signAssertion,
} from '../../shared/contract/keys.ts'
import { inspectKey, makeKey, saveRepairedKey } from '../../shared/contract/key-hygiene.ts'
import { rfc7523 } from '../../shared/profiles/rfc7523.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'
import { makeMakeCertificate } from '../services/make-certificate.ts'
import { makeSignAssertion } from '../services/sign-assertion.ts'

export const mountKeys = (router: IRouter, program: Program): void => {
  const { keys, jwksHost, keyHygiene, keyVariables, profiles, clock } = program
  mount(router, listKeys, () => keys.list())
  mount(router, openKey, async ({ keyId, passphrase }) => ({ key: await keys.open(keyId, passphrase) }))
  mount(router, lockKey, async ({ keyId }) => ({ key: await keys.lock(keyId) }))
  mount(router, makeCertificate, makeMakeCertificate({ keys, clock }))
  mount(router, readJwksHost, () => jwksHost.state())
  mount(router, changeJwksHost, (input) => jwksHost.change(input))
  mount(router, listKeyVariables, () => ({ names: keyVariables.names() }))
  mount(router, chooseKeyVariable, async ({ name }) => ({ key: await keyVariables.choose(name) }))
  mount(router, inspectKey, ({ keyId, profile, confirm }) =>
    keyHygiene.inspect(keyId, profiles.resolve(profile) ?? rfc7523, confirm),
  )
  mount(router, saveRepairedKey, ({ keyId, confirm }) => keyHygiene.saveRepaired(keyId, confirm))
  mount(router, makeKey, (request) => keyHygiene.make(request))
  mount(router, signAssertion, makeSignAssertion(keys))
}
