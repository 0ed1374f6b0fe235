/**
 * "Get or create" without races: one promise per key. Callers that come while it is being made share it; what failed is
 * forgotten, so that the next caller tries again.
 */
export class OncePerKey<V> {
  readonly #entries = new Map<string, { promise: Promise<V>; value: V | undefined }>()

  getOrCreate(key: string, make: () => Promise<V>): Promise<V> {
    const known = this.#entries.get(key)
    if (known) return known.promise
    const entry: { promise: Promise<V>; value: V | undefined } = { promise: make(), value: undefined }
    this.#entries.set(key, entry)
    entry.promise.then(
      (value) => {
        entry.value = value
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key)
      },
    )
    return entry.promise
  }

  /** The value once made; undefined while it is being made and when there is none. */
  peek(key: string): V | undefined {
    return this.#entries.get(key)?.value
  }

  /** Made or being made; undefined when there is none. */
  get(key: string): Promise<V> | undefined {
    return this.#entries.get(key)?.promise
  }

  /** Forgets the key if it still stands for `value` (any value when left out). */
  delete(key: string, value?: V): void {
    if (value === undefined || this.#entries.get(key)?.value === value) this.#entries.delete(key)
  }

  get size(): number {
    return this.#entries.size
  }

  /** Those already made. */
  values(): V[] {
    return [...this.#entries.values()].flatMap((entry) => (entry.value === undefined ? [] : [entry.value]))
  }
}
