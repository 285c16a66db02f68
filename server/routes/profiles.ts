import type { IRouter } from 'express'
import { copyProfile, listProfiles } from '../../shared/contract/profiles.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'

export const mountProfiles = (router: IRouter, { profiles }: Program): void => {
  mount(router, listProfiles, () => profiles.list())
  mount(router, copyProfile, (request) => profiles.copy(request))
}
