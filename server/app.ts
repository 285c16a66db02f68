import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { OPERATIONS } from '../shared/contract/operations.ts'
import { WorkbenchError } from '../shared/errors.ts'
import { mountLandingPages } from './http/landing-page.ts'
import { sendProblem, toProblem } from './http/to-problem.ts'
import type { Program } from './program.ts'
import { mountCapture } from './routes/capture.ts'
import { mountDiagnoses } from './routes/diagnoses.ts'
import { mountEnvironments } from './routes/environments.ts'
import { mountHistory } from './routes/history.ts'
import { mountKeys } from './routes/keys.ts'
import { mountLogins } from './routes/logins.ts'
import { mountProfiles } from './routes/profiles.ts'
import { mountTokenRequests } from './routes/token-requests.ts'
import { mountWorkbench } from './routes/workbench.ts'

const notFound: RequestHandler = ({ baseUrl, path }) => {
  // Mounted below /api, a handler sees the rest of the path only.
  const whole = `${baseUrl}${path}`
  const isKnown = OPERATIONS.some((operation) => operation.path === whole)
  throw isKnown
    ? new WorkbenchError('method-not-allowed', 'This operation has another method')
    : new WorkbenchError('not-found', 'No operation, page or file of this program has this path')
}

/** Paths that are nobody's page, whatever lies in the folder of the page. */
const refuseHidden: RequestHandler = ({ path }, _res, next) => {
  const isHidden = path.endsWith('.map') || path.split('/').some((segment) => segment.startsWith('.'))
  if (isHidden)
    throw new WorkbenchError('not-found', 'No operation, page or file of this program has this path')
  next()
}

/**
 * The Express app behind the gate. It holds no state of its own: in development it is made again for every edit, over
 * the same program.
 * @param page what serves `/` and the files of the page
 */
export const createApp = (program: Program, page: { handler: RequestHandler; isBuilt: boolean }): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('case sensitive routing')
  app.enable('strict routing')
  mountWorkbench(app, program)
  mountEnvironments(app, program)
  mountKeys(app, program)
  mountTokenRequests(app, program)
  mountCapture(app, program)
  mountHistory(app, program)
  mountProfiles(app, program)
  mountLogins(app, program)
  mountDiagnoses(app, program)
  mountLandingPages(app, program)
  app.use(['/api', '/callback', '/launch'], notFound)
  if (page.isBuilt) app.use(refuseHidden)
  app.use(page.handler)
  app.use(notFound)
  const failed: ErrorRequestHandler = (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error)
    const problem = toProblem(error, program.log)
    // A body that was refused half way is still arriving.
    if (problem.status === 413) res.setHeader('Connection', 'close')
    sendProblem(res, problem)
  }
  app.use(failed)
  return app
}
