// npm run dev: the program from source, the page through Vite, one process and one port.
import { createServer as createHttpServer } from 'node:http'
import { createLogger, createServer, isRunnableDevEnvironment } from 'vite'

const logger = createLogger('info')
// Standard output has exactly one line, the program's own.
for (const level of ['info', 'warn', 'warnOnce', 'error'])
  logger[level] = (text) => process.stderr.write(`${text}\n`)

// Vite listens for its socket on a server that never listens; the program hands over what passed its gate.
const sockets = createHttpServer()
const vite = await createServer({
  configFile: 'vite.config.ts',
  appType: 'spa',
  customLogger: logger,
  server: { middlewareMode: true, hmr: { server: sockets }, cors: false },
})
const { ssr } = vite.environments
if (!isRunnableDevEnvironment(ssr)) throw new Error('the ssr environment of Vite cannot run modules here')
const load = (path) => ssr.runner.import(path)

const { runCli } = await load('/server/cli/run.ts')
await runCli(process.argv.slice(2), () => ({
  handler: vite.middlewares,
  isBuilt: false,
  onUpgrade: (req, socket, head) => sockets.emit('upgrade', req, socket, head),
  newestApp: async () => (await load('/server/app.ts')).createApp,
}))
