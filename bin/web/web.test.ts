import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMetrics } from '#platform/metrics.ts'
import { healthRoutes } from './health.ts'
import { pageVersionOf, pages } from './pages.ts'
import { securityHeaders } from './security.ts'

const dist = mkdtempSync(join(tmpdir(), 'tongting-pages-'))
let server: http.Server
let url: string
let databaseUp = true

beforeAll(async () => {
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>同庭</title>')
  writeFileSync(join(dist, '.source-hash'), 'abc')
  writeFileSync(join(dist, 'assets/main-1a2b.js'), 'export {}')
  const app = express()
  app.use(securityHeaders(false))
  app.use(healthRoutes({ database: () => (databaseUp ? Promise.resolve() : Promise.reject(new Error('down'))) }, { registry: createMetrics(), token: 'a-token-for-metrics' }))
  app.use(pages(dist))
  server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(dist, { recursive: true })
})

test('health is 200 while every part answers and 503 when one does not', async () => {
  const well = await fetch(`${url}/healthz`)
  expect(well.status).toBe(200)
  expect(await well.json()).toMatchObject({ status: 'ok', checks: { database: 'ok' } })
  databaseUp = false
  const ill = await fetch(`${url}/healthz`)
  expect(ill.status).toBe(503)
  expect(await ill.json()).toMatchObject({ status: 'degraded', checks: { database: 'failed' } })
  databaseUp = true
})

test('metrics are Prometheus text', async () => {
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('process_cpu_seconds_total')
})

test('metrics for another machine need the token: without it there is nothing there', async () => {
  const asked = async (headers: Record<string, string>) => (await (await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7', ...headers } })).text()).includes('process_cpu_seconds_total')
  expect(await asked({})).toBe(false)
  expect(await asked({ authorization: 'Bearer another-token' })).toBe(false)
  expect(await asked({ authorization: 'Bearer a-token-for-metrics' })).toBe(true)
})

test('every address of a page gives the client; addresses of the API and of missing files do not', async () => {
  const html = { accept: 'text/html' }
  for (const path of ['/', '/enter', '/hearing/abc', '/no/such/place']) {
    const response = await fetch(url + path, { headers: html })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(await response.text()).toContain('同庭')
  }
  expect((await fetch(`${url}/api/nothing`, { headers: html })).status).toBe(404)
  expect((await fetch(`${url}/assets/gone.js`)).status).toBe(404)
  expect((await fetch(`${url}/.source-hash`, { headers: { accept: 'text/plain' } })).status).toBe(404)
})

test('files named by their content may be kept for ever', async () => {
  expect((await fetch(`${url}/assets/main-1a2b.js`)).headers.get('cache-control')).toContain('immutable')
})

test('nothing may come from elsewhere and nobody may frame the court', async () => {
  const { headers } = await fetch(`${url}/`, { headers: { accept: 'text/html' } })
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).not.toMatch(/https?:|\*/)
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
  expect(headers.get('permissions-policy')).toContain('camera=(self)')
  expect(headers.get('x-powered-by')).toBeNull()
})

test('the version of the pages is read from the page itself, as the build has written it', () => {
  expect(pageVersionOf(dist)).toBeNull()
  const built = mkdtempSync(join(tmpdir(), 'tongting-built-'))
  expect(pageVersionOf(built)).toBeNull()
  writeFileSync(join(built, 'index.html'), '<head>\n    <meta name="tongting-page-version" content="51dae9816246d512">\n</head>')
  expect(pageVersionOf(built)).toBe('51dae9816246d512')
  rmSync(built, { recursive: true })
})
