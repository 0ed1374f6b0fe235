import type { ReactiveControllerHost } from 'lit'
import { every } from './every.ts'
import { failureText } from './failures.ts'

/** What an element shows of the server's: fetched when it comes onto the page, and every so many ms while it stands there. */
export class Refreshed<T> {
  /** As last fetched; null until the first has come. */
  value: T | null = null
  /** Why the last attempt failed, in words; '' when it did not. What was fetched before stays. */
  problem = ''

  readonly #host: ReactiveControllerHost
  readonly #fetch: () => Promise<T>
  /** Counts what has been asked for, so that the answer to a former question is not shown as one to the present. */
  #question = 0

  constructor(host: ReactiveControllerHost, everyMs: number, fetch: () => Promise<T>) {
    this.#host = host
    this.#fetch = fetch
    host.addController({ hostConnected: () => void this.load() })
    every(host, everyMs, () => void this.load())
  }

  async load(): Promise<void> {
    const question = this.#question
    try {
      const value = await this.#fetch()
      if (question !== this.#question) return
      this.value = value
      this.problem = ''
    } catch (error) {
      if (question !== this.#question) return
      this.problem = failureText(error)
    }
    this.#host.requestUpdate()
  }

  /** From now on something else is asked for: what was shown is no answer to it. */
  async askAnew(): Promise<void> {
    this.#question++
    this.value = null
    this.#host.requestUpdate()
    await this.load()
  }
}
