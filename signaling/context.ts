import type { Registry } from 'prom-client'
import type { Bus, Clock, EventStore, Leases } from '#platform/ports.ts'
import type { Database } from '#platform/db/database.ts'
import type { Keys } from '#platform/keys.ts'
import type { Log } from '#platform/log.ts'
import { LIMITS } from '#protocol/gateway.ts'
import type { RoomSpec } from '#protocol/courtroom.ts'

/** TURN servers with a shared secret (short-lived credentials); null where the court has none. */
export type TurnOptions = { urls: string[]; secret: string } | null

/** What the browser need not know of. */
const OWN_LIMITS = {
  /** Malformed or excessive messages before the line is cut; the allowance grows back slowly. */
  abusePerSecond: 1,
  abuseBurst: 40,
  /** A predecessor's lease may linger after it died; beyond this, in ms, somebody else owns the hearing. */
  leaseWithinMs: 10_000,
} as const
export const ALL_LIMITS = { ...LIMITS, ...OWN_LIMITS }

/** Widened so that a test may ask for shorter times and larger budgets. */
export type Limits = { [K in keyof typeof ALL_LIMITS]: number }

/** What signaling is given by the composition root; nothing in here reaches for a global. */
export type SignalingOptions = {
  bus: Bus
  database: Database
  store: EventStore
  leases: Leases
  keys: Keys
  clock: Clock
  log: Log
  metrics: Registry
  turn: TurnOptions
  /** Of the pages this server serves; pages of another version are told to reload. Not looked at unless given. */
  pageVersion?: string | null
  /** The court's own courtrooms; none unless given. */
  rooms?: readonly RoomSpec[]
  limits?: Partial<Limits>
  /** How the service windows are set up. */
  windows?: import('./window/index.ts').WindowOptions
}

/** The same with every option settled; handed down to the parts. */
export type Court = Omit<SignalingOptions, 'limits' | 'windows'> & { limits: Limits; meters: import('./meters.ts').Meters }
