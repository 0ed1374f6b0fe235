/** Views by id, each no older than any that was there before: answers and notices may overtake one another. */
export class Kept<T> {
  readonly #views = new Map<string, { seq: number; view: T }>()

  put(id: string, seq: number, view: T): void {
    const known = this.#views.get(id)
    if (!known || known.seq <= seq) this.#views.set(id, { seq, view })
  }

  get(id: string): T | null { return this.#views.get(id)?.view ?? null }
  all(): T[] { return [...this.#views.values()].map(({ view }) => view) }
  drop(id: string): void { this.#views.delete(id) }
  clear(): void { this.#views.clear() }
}
