import { availableParallelism } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { LOG_LEVELS } from './log.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)

const Environment = z
  .object({
    PORT: port.default(8080),
    HOST: z.string().default('0.0.0.0'),
    DATA_DIR: z.string().default('./.data'),
    DATABASE_URL: z
      .string()
      .regex(/^(postgres|postgresql|socket):\/\//, 'must begin with postgres://')
      .optional(),
    ANNOUNCED_ADDRESS: z
      .string()
      .regex(/^[A-Za-z0-9.:-]+$/, 'must be an IP address or a host name')
      .optional(),
    RTC_PORT: port.default(44_000),
    SFU_WORKERS: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
    TLS_CERT: z.string().optional(),
    TLS_KEY: z.string().optional(),
    TLS_SELF_SIGNED: flag.default(false),
    TURN_URLS: list.default([]),
    TURN_SECRET: z.string().min(8).optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
    SEED_DEMO: flag.default(true),
  })
  .superRefine((env, ctx) => {
    const missing = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (env.TLS_CERT !== undefined && env.TLS_KEY === undefined) missing('TLS_KEY', 'is needed together with TLS_CERT')
    if (env.TLS_KEY !== undefined && env.TLS_CERT === undefined) missing('TLS_CERT', 'is needed together with TLS_KEY')
    if (env.TURN_URLS.length > 0 && env.TURN_SECRET === undefined) missing('TURN_SECRET', 'is needed together with TURN_URLS')
    if (env.TURN_SECRET !== undefined && env.TURN_URLS.length === 0) missing('TURN_URLS', 'is needed together with TURN_SECRET')
    if (env.RTC_PORT !== 0 && env.RTC_PORT + env.SFU_WORKERS - 1 > 65_535)
      missing('RTC_PORT', 'leaves no room for one port per SFU worker')
  })

export type TlsConfig = { kind: 'off' } | { kind: 'files'; certFile: string; keyFile: string } | { kind: 'selfSigned' }
export type TurnConfig = { urls: string[]; secret: string }

export type Config = {
  /** HTTP port; 0 = any free one. */
  port: number
  host: string
  /** Absolute path of the folder that holds database, blobs and the lock. */
  dataDir: string
  /** Unset: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined
  /** The address browsers reach the media server at, where it differs from the machine's own. */
  announcedAddress: string | undefined
  /** First media port, one per worker; 0 = any free ones. */
  rtcPort: number
  sfuWorkers: number
  tls: TlsConfig
  turn: TurnConfig | null
  logLevel: (typeof LOG_LEVELS)[number]
  seedDemo: boolean
}

/** A setting is wrong; the message names every variable concerned, in one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads the settings from environment variables; an empty variable counts as unset.
 * @throws ConfigError naming the variables and what is wrong with them (never their values: they may be secrets)
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const result = Environment.safeParse(given)
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`配置有误 / wrong settings:\n${lines.join('\n')}`)
  }
  const e = result.data
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: path.resolve(e.DATA_DIR),
    databaseUrl: e.DATABASE_URL,
    announcedAddress: e.ANNOUNCED_ADDRESS,
    rtcPort: e.RTC_PORT,
    sfuWorkers: e.SFU_WORKERS,
    tls: tlsOf(e),
    turn: e.TURN_SECRET === undefined ? null : { urls: e.TURN_URLS, secret: e.TURN_SECRET },
    logLevel: e.LOG_LEVEL,
    seedDemo: e.SEED_DEMO,
  }
}

function tlsOf(e: z.output<typeof Environment>): TlsConfig {
  if (e.TLS_CERT !== undefined && e.TLS_KEY !== undefined) {
    return { kind: 'files', certFile: path.resolve(e.TLS_CERT), keyFile: path.resolve(e.TLS_KEY) }
  }
  return e.TLS_SELF_SIGNED ? { kind: 'selfSigned' } : { kind: 'off' }
}
