import { defineConfig } from 'vite'
import { cutoutAlias } from './cutout/vite-alias.ts'

/**
 * Builds the client into web/dist. Everything a court needs is inside: nothing is loaded from another address.
 * `decorator.legacy`: Lit's decorators are the legacy ones, and tsconfig turns class fields into assignments for them.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
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
