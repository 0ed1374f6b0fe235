/** Waits between tries; a device that wakes up or finds its network again does not wait for the next one. */
export class Patience {
  #wake: (() => void) | null = null

  begin(): void {
    addEventListener('online', this.#hurry)
    document.addEventListener('visibilitychange', this.#hurry)
  }

  end(): void {
    removeEventListener('online', this.#hurry)
    document.removeEventListener('visibilitychange', this.#hurry)
    this.#wake?.()
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  readonly #hurry = (): void => {
    if (document.visibilityState === 'visible') this.#wake?.()
  }
}
