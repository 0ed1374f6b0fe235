import { availableParallelism } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { LOG_LEVELS } from './log.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')
const httpUrl = z.string().regex(/^https?:\/\/[^\s]+$/, 'must begin with http:// or https://')
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)

/** Each of these services is described by all of its variables or by none. */
const SIGNING_GROUPS = [
  ['CA_URL', 'CA_CHAIN'], ['TSA_URL', 'TSA_CHAIN'], ['SEAL_PKCS11_MODULE', 'SEAL_TOKEN_LABEL', 'SEAL_KEY_ID', 'SEAL_PIN', 'SEAL_CHAIN'],
] as const

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
    PUBLIC_URL: z
      .string()
      .regex(/^https?:\/\/[A-Za-z0-9.:[\]-]+$/, 'must be an address like https://court.example, without a slash at the end')
      .optional(),
    RTC_PORT: port.default(44_000),
    SFU_WORKERS: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
    TLS_CERT: z.string().optional(),
    TLS_KEY: z.string().optional(),
    TLS_SELF_SIGNED: flag.default(false),
    TURN_URLS: list.default([]),
    TURN_SECRET: z.string().min(8).optional(),
    CA_URL: httpUrl.optional(),
    CA_TOKEN: z.string().min(8).optional(),
    CA_CHAIN: z.string().optional(),
    CA_LICENSED: flag.default(false),
    TSA_URL: httpUrl.optional(),
    TSA_TOKEN: z.string().min(8).optional(),
    TSA_CHAIN: z.string().optional(),
    SEAL_PKCS11_MODULE: z.string().optional(),
    SEAL_TOKEN_LABEL: z.string().optional(),
    SEAL_KEY_ID: z.string().regex(/^([0-9a-fA-F]{2})+$/, 'must be the key\'s id in hex').optional(),
    SEAL_PIN: z.string().min(4).optional(),
    SEAL_CHAIN: z.string().optional(),
    SEAL_LICENSED: flag.default(false),
    SM2_SIGNATURE: flag.default(false),
    CERTIFICATE_MINUTES: z.coerce.number().int().min(10).max(25 * 365 * 24 * 60).optional(),
    IDENTITY_SERVICE_URL: httpUrl.optional(),
    IDENTITY_SERVICE_TOKEN: z.string().min(8).optional(),
    IDENTITY_SERVICE_NAME: z.string().min(2).max(60).default('人口信息核验服务'),
    METRICS_TOKEN: z.string().min(8).optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
    SEED_DEMO: flag.default(true),
  })
  .superRefine((env, ctx) => {
    const missing = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (env.TLS_CERT !== undefined && env.TLS_KEY === undefined) missing('TLS_KEY', 'is needed together with TLS_CERT')
    if (env.TLS_KEY !== undefined && env.TLS_CERT === undefined) missing('TLS_CERT', 'is needed together with TLS_KEY')
    if (env.TURN_URLS.length > 0 && env.TURN_SECRET === undefined) missing('TURN_SECRET', 'is needed together with TURN_URLS')
    if (env.TURN_SECRET !== undefined && env.TURN_URLS.length === 0) missing('TURN_URLS', 'is needed together with TURN_SECRET')
    if (env.IDENTITY_SERVICE_TOKEN !== undefined && env.IDENTITY_SERVICE_URL === undefined) missing('IDENTITY_SERVICE_URL', 'is needed together with IDENTITY_SERVICE_TOKEN')
    for (const group of SIGNING_GROUPS) {
      const given = group.filter((name) => env[name] !== undefined)
      if (given.length > 0) for (const name of group) if (env[name] === undefined) missing(name, `is needed together with ${given.join(', ')}`)
    }
    if (env.RTC_PORT !== 0 && env.RTC_PORT + env.SFU_WORKERS - 1 > 65_535)
      missing('RTC_PORT', 'leaves no room for one port per SFU worker')
  })

export type TlsConfig = { kind: 'off' } | { kind: 'files'; certFile: string; keyFile: string } | { kind: 'selfSigned' }
export type TurnConfig = { urls: string[]; secret: string }

/** Who certifies, stamps the time and seals the papers; what is left out is done by the built-in test authority. */
export type SigningConfig = {
  certificateValidityMs?: number
  authority?: { url: string; token?: string; chainFile: string; licensed: boolean }
  timestamper?: { url: string; token?: string; chainFile: string }
  seal?: { module: string; tokenLabel: string; keyId: string; pin: string; chainFile: string; licensed: boolean }
  sm2?: boolean
}

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
  /** Where people reach the court; printed in the square code of every paper. */
  publicUrl: string | undefined
  /** First media port, one per worker; 0 = any free ones. */
  rtcPort: number
  sfuWorkers: number
  tls: TlsConfig
  turn: TurnConfig | null
  signing: SigningConfig
  /** The register that tells at the windows whether name and identity number belong together; null = none. */
  identityService: { name: string; url: string; token?: string } | null
  /** Who asks for `/metrics` from another machine has to bring it; undefined = nobody can. */
  metricsToken: string | undefined
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
    publicUrl: e.PUBLIC_URL,
    rtcPort: e.RTC_PORT,
    sfuWorkers: e.SFU_WORKERS,
    tls: tlsOf(e),
    turn: e.TURN_SECRET === undefined ? null : { urls: e.TURN_URLS, secret: e.TURN_SECRET },
    signing: signingOf(e),
    identityService: e.IDENTITY_SERVICE_URL === undefined ? null
      : { name: e.IDENTITY_SERVICE_NAME, url: e.IDENTITY_SERVICE_URL, ...(e.IDENTITY_SERVICE_TOKEN === undefined ? {} : { token: e.IDENTITY_SERVICE_TOKEN }) },
    metricsToken: e.METRICS_TOKEN,
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

function signingOf(e: z.output<typeof Environment>): SigningConfig {
  const { CA_URL, CA_TOKEN, CA_CHAIN, TSA_URL, TSA_TOKEN, TSA_CHAIN } = e
  const { SEAL_PKCS11_MODULE: module, SEAL_TOKEN_LABEL: tokenLabel, SEAL_KEY_ID: keyId, SEAL_PIN: pin, SEAL_CHAIN } = e
  const token = (value: string | undefined): { token?: string } => (value === undefined ? {} : { token: value })
  return {
    ...(e.CERTIFICATE_MINUTES === undefined ? {} : { certificateValidityMs: e.CERTIFICATE_MINUTES * 60_000 }),
    ...(CA_URL && CA_CHAIN ? { authority: { url: CA_URL, ...token(CA_TOKEN), chainFile: path.resolve(CA_CHAIN), licensed: e.CA_LICENSED } } : {}),
    ...(TSA_URL && TSA_CHAIN ? { timestamper: { url: TSA_URL, ...token(TSA_TOKEN), chainFile: path.resolve(TSA_CHAIN) } } : {}),
    ...(module && tokenLabel && keyId && pin && SEAL_CHAIN
      ? { seal: { module, tokenLabel, keyId, pin, chainFile: path.resolve(SEAL_CHAIN), licensed: e.SEAL_LICENSED } }
      : {}),
    ...(e.SM2_SIGNATURE ? { sm2: true } : {}),
  }
}
