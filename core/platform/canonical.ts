import { createHash } from 'node:crypto'
import type { StoredActor } from '#protocol/stored-actor.ts'
import type { Stored } from './ports.ts'

/** `prevHash` of the first event of a stream. */
export const ZERO_HASH = '0'.repeat(64)

/** Lower-case hex SHA-256 of bytes or of text as UTF-8. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/**
 * The one way to write a value down (RFC 8785): keys sorted by UTF-16 code unit, no white space, numbers as
 * ECMAScript prints them. Members that are `undefined` are left out, as JSON.stringify does.
 * @throws TypeError for what JSON cannot carry faithfully: NaN, infinities, functions, bigint, lone surrogates
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot carry ${value}`)
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('canonical JSON cannot carry a lone surrogate')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (typeof value === 'object') return canonicalObject(value)
  throw new TypeError(`canonical JSON cannot carry ${typeof value}`)
}

function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`canonical JSON carries plain objects only, not ${value.constructor.name}`)
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** SHA-256 over the canonical JSON of every field of a stored event but its hash; binds it to all events before it. */
export function eventHash(fields: Omit<Stored<unknown, StoredActor>, 'hash'>): string {
  const { stream, seq, at, actor, commandId, event, prevHash } = fields
  return sha256Hex(canonicalJson({ stream, seq, at, actor, commandId, event, prevHash }))
}
