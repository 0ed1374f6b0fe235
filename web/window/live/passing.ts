import type { PersonId } from '#protocol/ids.ts'
import type { CallNotice, PointerTarget } from '#protocol/window/session.ts'

export type Typing = { fieldId: string; text: string; from: PersonId; at: number }
export type Pointer = { from: PersonId; x: number; y: number; target: PointerTarget; at: number }

/** Who has stopped in the middle of a field is shown no longer than this; ms. */
export const TYPING_FADES_MS = 8_000
export const POINTER_FADES_MS = 6_000

/** What the others in the call are typing and pointing at just now; never kept. Times in ms on any one clock. */
export class Passing {
  #typing = new Map<string, Typing>()
  #pointers = new Map<PersonId, Pointer>()

  take(from: PersonId, notice: CallNotice, now: number): void {
    if (notice.type === 'typing') this.#typing.set(notice.fieldId, { fieldId: notice.fieldId, text: notice.text, from, at: now })
    else if (notice.at === null) this.#pointers.delete(from)
    else this.#pointers.set(from, { from, ...notice.at, at: now })
  }

  /** The field has been committed: what was typed on the way is history. */
  filled(fieldId: string): void {
    this.#typing.delete(fieldId)
  }

  /** Nobody who has gone goes on typing. */
  keep(present: ReadonlySet<PersonId>): void {
    for (const [fieldId, { from }] of this.#typing) if (!present.has(from)) this.#typing.delete(fieldId)
    for (const from of this.#pointers.keys()) if (!present.has(from)) this.#pointers.delete(from)
  }

  typing(fieldId: string, now: number): Typing | null {
    const typing = this.#typing.get(fieldId)
    return typing && now - typing.at < TYPING_FADES_MS ? typing : null
  }

  pointers(now: number): Pointer[] {
    return [...this.#pointers.values()].filter(({ at }) => now - at < POINTER_FADES_MS)
  }

  /** When something shown now fades, in ms from `now`; null = nothing is shown. */
  fadesIn(now: number): number | null {
    const ends = [
      ...[...this.#typing.values()].map(({ at }) => at + TYPING_FADES_MS),
      ...[...this.#pointers.values()].map(({ at }) => at + POINTER_FADES_MS),
    ].filter((end) => end > now)
    return ends.length > 0 ? Math.min(...ends) - now : null
  }

  clear(): void {
    this.#typing.clear()
    this.#pointers.clear()
  }
}
