import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { bundledPackages } from './tools/bundled-packages.ts'
import { reactCompiler } from './tools/react-compiler.mjs'
import { defineConfig } from 'vite'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

const bundled = bundledPackages()

export default defineConfig({
  plugins: [reactCompiler(), react(), bundled.build],
  // No variable of the environment may reach the page.
  envPrefix: 'COUNTERSIGN_PAGE_NONE_',
  define: { __COUNTERSIGN_VERSION__: JSON.stringify(version) },
  worker: { format: 'es', plugins: () => [bundled.workers] },
  builder: {},
  server: {
    host: '127.0.0.1',
    strictPort: true,
    cors: false,
    fs: { deny: ['.env', '.env.*', '*.{pem,key,jwk,p12,pfx,der}', '**/.git/**', '**/secrets/**'] },
    watch: { ignored: ['**/dist/**', '**/docs/**', '**/e2e/**', '**/secrets/**'] },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
        chunkSizeWarningLimit: 5_000,
        rolldownOptions: {
          output: {
            // With zod in a chunk of its own, its setting is made before any other chunk builds a schema.
            advancedChunks: {
              groups: [{ name: 'zod', test: /node_modules\/zod\/|client\/no-code-from-text/ }],
            },
          },
        },
      },
    },
    ssr: {
      // Built in: as some 140 files of their own, half of them translations, they took a third of the time to start.
      resolve: { noExternal: ['zod', 'jose'] },
      build: {
        outDir: 'dist/server',
        ssr: true,
        target: 'node20',
        rolldownOptions: {
          input: 'server/main.ts',
          output: { entryFileNames: 'main.js', banner: '#!/usr/bin/env node' },
        },
      },
    },
  },
})
