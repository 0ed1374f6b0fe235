import { WindowElement } from '../live/index.ts'
import { comfortEvents } from './comfort.ts'
import { narrate } from './narration.ts'

/** A page that citizens read: larger, stronger or aloud as they have chosen. */
export class PublicElement extends WindowElement {
  override connectedCallback(): void {
    super.connectedCallback()
    comfortEvents.addEventListener('change', this.#chosen)
  }

  override disconnectedCallback(): void {
    comfortEvents.removeEventListener('change', this.#chosen)
    super.disconnectedCallback()
  }

  /** What is read aloud of this page as it stands; empty where another part of it speaks. */
  protected spoken(): string { return '' }

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed)
    const words = this.spoken()
    if (words) narrate(words)
  }

  /** A citizen of the windows is signed in here. */
  protected get isCitizen(): boolean { return this.seat?.role === 'serviceApplicant' }

  readonly #chosen = (): void => this.requestUpdate()
}
