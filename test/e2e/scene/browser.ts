import { createServer } from 'node:http'
import { readFile, rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { cutoutAlias } from '../../../web/cutout/vite-alias.ts'

/** As strict as the product's own, so that nothing here depends on being served without one. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:"

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm', '.css': 'text/css' }

export type Site = { url: string; close(): Promise<void> }

/**
 * Builds a test page with the product's own settings and serves it. Takes a few seconds.
 * @param page its folder, as seen from this one.
 */
export async function openSite(page = 'page'): Promise<Site> {
  const outDir = await mkdtemp(join(tmpdir(), 'tongting-scene-'))
  await build({
    configFile: false, root: join(import.meta.dirname, page), publicDir: join(import.meta.dirname, '../../../web/public'), logLevel: 'warn',
    resolve: { alias: cutoutAlias }, oxc: { decorator: { legacy: true } }, worker: { format: 'es' }, build: { outDir, emptyOutDir: true, target: 'es2022', minify: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 5000 },
  })
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/^(\.\.[/\\])+/, '')
    readFile(join(outDir, path === '/' ? 'index.html' : path)).then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? (path === '/' ? TYPES['.html'] : 'application/octet-stream'), 'content-security-policy': POLICY }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      await new Promise((resolve) => server.close(resolve))
      await rm(outDir, { recursive: true, force: true })
    },
  }
}

/** Chromium without a GPU; `camera` is a .y4m file it plays as its camera. */
export async function openBrowser(camera?: string): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-unsafe-swiftshader', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : [])],
  })
}
