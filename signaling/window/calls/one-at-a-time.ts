/**
 * Repeats a piece of work for a key, never twice at once: whoever asks while it runs makes it run once more afterwards,
 * and waits for that.
 */
export class OneAtATime {
  readonly #work: (key: string) => Promise<void>
  readonly #running = new Map<string, { now: Promise<void>; next: Promise<void> | null }>()

  /** @param work must not reject */
  constructor(work: (key: string) => Promise<void>) {
    this.#work = work
  }

  run(key: string): Promise<void> {
    const known = this.#running.get(key)
    if (!known) return this.#start(key)
    known.next ??= known.now.then(() => this.#start(key))
    return known.next
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ now, next }) => next ?? now))
  }

  #start(key: string): Promise<void> {
    const entry: { now: Promise<void>; next: Promise<void> | null } = { now: Promise.resolve(), next: null }
    this.#running.set(key, entry)
    entry.now = this.#work(key).finally(() => {
      if (entry.next === null) this.#running.delete(key)
    })
    return entry.now
  }
}
