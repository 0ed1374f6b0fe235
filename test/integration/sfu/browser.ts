import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'

const FLAGS = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows', '--mute-audio',
  '--disable-gpu',
]

/** The distribution's Chromium where there is one, else Playwright's own. */
export const chromiumPath = (): string => {
  const named = process.env.CHROMIUM_BIN
  if (named) return named
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : chromium.executablePath()
}

/** One TypeScript file and what it imports as a script for a page. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false, logLevel: 'error',
    build: { write: false, minify: false, target: 'esnext', lib: { entry, formats: ['iife'], name: 'bundle' } },
  })
  const [first] = Array.isArray(built) ? built : [built]
  if (!first || !('output' in first)) throw new Error('nothing was bundled')
  return first.output[0].code
}

export type Bench = { newPage(expose: Record<string, (...args: never[]) => unknown>): Promise<Page>; close(): Promise<void> }

/** A browser with fake camera and microphone, and pages that run `script` on a local origin (cameras need one). */
export async function openBrowser(script: string, extraFlags: string[] = []): Promise<Bench> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8')
    response.end(isScript ? script : '<!doctype html><title>page</title><script src="/page.js"></script>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: [...FLAGS, ...extraFlags] })
  const context: BrowserContext = await browser.newContext({ permissions: ['camera', 'microphone'] })
  return {
    async newPage(expose) {
      const page = await context.newPage()
      for (const [name, value] of Object.entries(expose)) await page.exposeFunction(name, value)
      await page.goto(origin)
      return page
    },
    async close() {
      await browser.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
