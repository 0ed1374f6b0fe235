import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import { ConfigError } from '#platform/config.ts'
import type { Config } from '#platform/config.ts'
import { selfSignedTls } from '../tls/self-signed.ts'

/** The server for pages, API and sockets, not listening yet: over HTTPS where a certificate is configured or asked for. */
export async function createServer(config: Config, app: Express): Promise<http.Server> {
  switch (config.tls.kind) {
    case 'off':
      return http.createServer(app)
    case 'files':
      return https.createServer({ cert: readTls('TLS_CERT', config.tls.certFile), key: readTls('TLS_KEY', config.tls.keyFile) }, app)
    case 'selfSigned':
      return https.createServer(await selfSignedTls(config.dataDir, config.announcedAddress ? [config.announcedAddress] : []), app)
  }
}

function readTls(variable: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new ConfigError(`${variable}: ${file} 无法读取 cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

/**
 * @returns the port that was taken
 * @throws ConfigError when the port is taken or not allowed
 */
export async function listen(server: http.Server, config: Config): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, config)))
    server.listen(config.port, config.host, resolve)
  })
  return (server.address() as AddressInfo).port
}

function explain(error: NodeJS.ErrnoException, config: Config): Error {
  const where = `${config.host}:${config.port}`
  if (error.code === 'EADDRINUSE') return new ConfigError(`PORT: ${where} 已被其他程序占用 is in use by another program`)
  if (error.code === 'EACCES') return new ConfigError(`PORT: ${where} 需要管理员权限 needs administrator rights`)
  if (error.code === 'EADDRNOTAVAIL') return new ConfigError(`HOST: ${config.host} 不是本机地址 is not an address of this machine`)
  return error
}
