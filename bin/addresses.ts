import { networkInterfaces } from 'node:os'
import type { Config } from '#platform/config.ts'

/**
 * The addresses at which people can open this court: the announced one, then localhost and those of the machine.
 * @param url where this machine itself reaches it
 */
export function reachableAt(config: Config, url: string): string[] {
  const { protocol, port } = new URL(url)
  const at = (host: string): string => `${protocol}//${host.includes(':') ? `[${host}]` : host}${port ? `:${port}` : ''}`
  const announced = config.announcedAddress ? [at(config.announcedAddress)] : []
  const everywhere = config.host === '0.0.0.0' || config.host === '::'
  const own = everywhere
    ? Object.values(networkInterfaces())
        .flatMap((list) => list ?? [])
        .filter((entry) => !entry.internal && entry.family === 'IPv4')
        .map((entry) => at(entry.address))
    : []
  return [...new Set([url, ...announced, ...own])]
}
