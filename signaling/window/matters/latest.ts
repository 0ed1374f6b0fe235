const AGAIN_MS = 1_000
const MOST_TRIES = 5

/**
 * Carries out a write for each key with the newest value, one at a time for each key: what changes ten times while the
 * first write is under way is written once more. After a failure it is tried again; what fails for good is told and
 * found by whoever looks for stale rows.
 */
export class Latest<V> {
  readonly #write: (key: string, value: V) => Promise<void>
  readonly #onError: (error: unknown) => void
  readonly #waiting = new Map<string, V>()
  readonly #running = new Map<string, Promise<void>>()

  constructor(write: (key: string, value: V) => Promise<void>, onError: (error: unknown) => void) {
    this.#write = write
    this.#onError = onError
  }

  note(key: string, value: V): void {
    this.#waiting.set(key, value)
    if (this.#running.has(key)) return
    this.#running.set(key, this.#run(key).finally(() => this.#running.delete(key)))
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values())
  }

  async #run(key: string): Promise<void> {
    for (let tries = 0; this.#waiting.has(key) && tries < MOST_TRIES;) {
      const value = this.#waiting.get(key) as V
      this.#waiting.delete(key)
      try {
        await this.#write(key, value)
        tries = 0
      } catch (error) {
        tries += 1
        this.#onError(error)
        if (!this.#waiting.has(key)) this.#waiting.set(key, value)
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref())
      }
    }
    this.#waiting.delete(key)
  }
}
