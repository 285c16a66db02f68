import type { IRouter } from 'express'
import {
  cancelLogin,
  diagnoseLogin,
  listLogins,
  prepareLogin,
  startLogin,
  takeRedirect,
} from '../../shared/contract/logins.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'
import { makeDiagnoseLogin } from '../services/diagnose-login.ts'
import { REFUSED_REDIRECTS } from '../services/refused-redirects.ts'

export const mountLogins = (router: IRouter, program: Program): void => {
  const { logins, environments } = program
  mount(router, diagnoseLogin, makeDiagnoseLogin(program))
  mount(router, prepareLogin, ({ environmentId }) => logins.prepare(environments.get(environmentId).id))
  mount(router, startLogin, ({ id, environmentId, template, launch }) =>
    logins.start({ id, environmentId: environments.get(environmentId).id, template, launch }),
  )
  mount(router, listLogins, ({ environmentId }) => ({ logins: logins.list(environmentId) }))
  mount(router, cancelLogin, ({ id }) => ({ login: logins.cancel(id) }))
  mount(router, takeRedirect, ({ url }) => {
    const result = logins.receive(url)
    if (result.kind === 'refused')
      throw new WorkbenchError('redirect-refused', REFUSED_REDIRECTS[result.why].why)
    return { login: result.login }
  })
}
