import { join } from 'node:path'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { PAGE_VERSION_META } from '../core/protocol/socket.ts'
import { cutoutAlias } from './cutout/vite-alias.ts'
import { sourceHash } from './source-hash.ts'

/** What a page and its server must have in common: the messages, and the law by which both fold them. */
const SHARED = ['core/protocol', 'core/domain']

/** Writes into the page which version of that it is made for; the server reads it there, and pages tell it on their sockets. */
const pageVersion: Plugin = {
  name: 'page-version',
  apply: 'build',
  transformIndexHtml: () => [{ tag: 'meta', injectTo: 'head', attrs: { name: PAGE_VERSION_META, content: sourceHash(join(import.meta.dirname, '..'), SHARED).slice(0, 16) } }],
}

/**
 * Builds the client into web/dist. Everything a court needs is inside: nothing is loaded from another address.
 * `decorator.legacy`: Lit's decorators are the legacy ones, and tsconfig turns class fields into assignments for them.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [pageVersion],
  resolve: { alias: cutoutAlias },
  oxc: { decorator: { legacy: true } },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Data URLs would need their own hole in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/ws': { target: 'ws://127.0.0.1:8080', ws: true }, '/healthz': 'http://127.0.0.1:8080' } },
})
