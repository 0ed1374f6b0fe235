import { ActingElement } from './acting-element.ts'

/** Levels and quality come many times a second; a page need not be drawn more often than this, in ms. */
const REDRAW_EVERY_MS = 80

/** An element that shows what a line to the server tells: draws itself anew when that changes. */
export abstract class LineElement<L extends EventTarget> extends ActingElement {
  /** The line shown; another one may be given at any time. */
  abstract live: L | null

  #watched: L | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#watch(this.live)
  }

  override disconnectedCallback(): void {
    this.#watch(null)
    clearTimeout(this.#timer)
    this.#timer = undefined
    super.disconnectedCallback()
  }

  override willUpdate(): void {
    if (this.live !== this.#watched) this.#watch(this.live)
  }

  /** Begins to listen to a line; whoever listens for more than its changes adds to it. */
  protected attend(line: L): void {
    line.addEventListener('change', this.#changed)
  }

  protected turnFrom(line: L): void {
    line.removeEventListener('change', this.#changed)
  }

  #watch(line: L | null | undefined): void {
    if (this.#watched) this.turnFrom(this.#watched)
    this.#watched = line ?? null
    if (this.#watched) this.attend(this.#watched)
  }

  readonly #changed = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.requestUpdate()
    }, REDRAW_EVERY_MS)
  }
}
