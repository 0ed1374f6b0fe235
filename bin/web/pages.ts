import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express from 'express'
import type { Router } from 'express'
import { PAGE_VERSION_META } from '#protocol/socket.ts'

/**
 * Serves the built client. Files under assets/ carry their content's hash in the name and may be kept for ever; the
 * page itself must be asked for every time. Every other address that wants a page gets the client, which routes itself.
 */
export function pages(dist: string): Router {
  const router = express.Router()
  const page = join(dist, 'index.html')
  router.use(
    '/assets',
    express.static(join(dist, 'assets'), { immutable: true, maxAge: '365d', index: false, fallthrough: false }),
  )
  router.use(express.static(dist, { index: false, maxAge: 0 }))
  router.get(/.*/, (request, response, next) => {
    if (/^\/(api|ws)(\/|$)/.test(request.path) || !request.accepts('html')) return next()
    if (!existsSync(page)) {
      response.status(503).type('text').send('客户端尚未构建，请用 npm start 启动。 The client has not been built; use npm start.')
      return
    }
    response.setHeader('Cache-Control', 'no-cache')
    response.sendFile(page)
  })
  return router
}

/** Of the pages served from here; null where none are built, or built without one. */
export function pageVersionOf(dist: string): string | null {
  const page = join(dist, 'index.html')
  if (!existsSync(page)) return null
  return new RegExp(`<meta name="${PAGE_VERSION_META}" content="([^"]+)"`).exec(readFileSync(page, 'utf8'))?.[1] ?? null
}
