import { own } from '../../own.ts'

/**
 * A record of thousands of entries laid on shelves: to change one, its shelf is copied and not the whole. Plain JSON, and
 * the same entries always lie in the same way.
 */
export type Shelves<T> = readonly Readonly<Record<string, T>>[]

const SHELVES = 64
const EMPTY: Shelves<never> = Object.freeze(Array.from({ length: SHELVES }, () => Object.freeze({})))

export const noShelves = <T>(): Shelves<T> => EMPTY

/** FNV-1a over UTF-16 units: spreads running numbers as evenly as random ids. */
function shelfOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 15)) & (SHELVES - 1)
}

export const onShelf = <T>(shelves: Shelves<T>, key: string): T | undefined => own(shelves[shelfOf(key)] ?? {}, key)

export function withShelved<T>(shelves: Shelves<T>, key: string, value: T): Shelves<T> {
  const at = shelfOf(key)
  return shelves.with(at, { ...shelves[at], [key]: value })
}

export function withoutShelved<T>(shelves: Shelves<T>, key: string): Shelves<T> {
  const at = shelfOf(key)
  return shelves.with(at, without(shelves[at] ?? {}, key))
}

export function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _gone, ...rest } = record
  return rest
}

export const everyShelved = <T>(shelves: Shelves<T>): T[] => shelves.flatMap((shelf) => Object.values(shelf))

/** Many at once, without a copy for each. */
export function shelved<T>(entries: Iterable<readonly [string, T]>): Shelves<T> {
  const shelves = Array.from({ length: SHELVES }, (): Record<string, T> => ({}))
  for (const [key, value] of entries) Object.defineProperty(shelves[shelfOf(key)], key, { value, enumerable: true, configurable: true, writable: true })
  return shelves
}
