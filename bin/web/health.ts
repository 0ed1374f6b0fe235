import { createHash, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import express from 'express'
import type { Router } from 'express'
import type { z } from 'zod'
import { HealthReply, ROUTES } from '#protocol/http.ts'
import type { Metrics } from '#platform/metrics.ts'

const CHECK_LIMIT_MS = 2000
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }

/** A named question to a part of the court; throws or stays away when it fails. */
export type HealthCheck = () => Promise<unknown>

/**
 * `/healthz` (200 when every check passes, else 503) and `/metrics` (Prometheus text): that tells how busy a court is, so it
 * answers this machine and whoever brings the token; to others it is not there.
 */
export function healthRoutes(checks: Record<string, HealthCheck>, metrics: { registry: Metrics; token: string | undefined }): Router {
  const router = express.Router()
  router.get(ROUTES.health.path, async (_request, response) => {
    const results: [string, 'ok' | 'failed'][] = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, (await passes(check)) ? 'ok' : 'failed'] as [string, 'ok' | 'failed']),
    )
    const healthy = results.every(([, result]) => result === 'ok')
    const reply: z.output<typeof HealthReply> = {
      status: healthy ? 'ok' : 'degraded',
      version,
      uptimeS: Math.round(process.uptime()),
      checks: Object.fromEntries(results),
    }
    response.status(healthy ? 200 : 503).setHeader('Cache-Control', 'no-store').json(HealthReply.parse(reply))
  })
  router.get(ROUTES.metrics.path, async (request, response, next) => {
    const { registry, token } = metrics
    if (!isFromHere(request) && !bringsToken(request, token)) return next()
    response.type(registry.contentType).send(await registry.metrics())
  })
  return router
}

/** From this machine itself, and not by a proxy on it for somebody else. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const isLocal = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress ?? '')
  return isLocal && headers.forwarded === undefined && headers['x-forwarded-for'] === undefined
}

function bringsToken({ headers }: IncomingMessage, token: string | undefined): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return token !== undefined && timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))
}

async function passes(check: HealthCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, CHECK_LIMIT_MS, false)))
  try {
    return await Promise.race([check().then(() => true), late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
