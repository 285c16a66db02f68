import { join } from 'node:path'
import express, { type RequestHandler } from 'express'

const YEAR_S = 31_536_000

/**
 * The built page: `/` is its one document, everything else is a file or nothing. The names of the assets carry a hash
 * of their content, so they may be kept for good.
 */
export const makeStaticPage = (clientFolder: string): RequestHandler => {
  const router = express.Router({ caseSensitive: true, strict: true })
  const assets = join(clientFolder, 'assets')
  router.get('/', (_req, res) => {
    res.sendFile('index.html', { root: clientFolder, cacheControl: false, etag: false, lastModified: false })
  })
  router.use(
    express.static(clientFolder, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (res, path) => {
        if (path.startsWith(assets)) res.setHeader('Cache-Control', `public, max-age=${YEAR_S}, immutable`)
      },
    }),
  )
  return router
}
