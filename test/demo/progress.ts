/** Prints what is happening while it happens, each step with how long it took; a failed step names itself. */
export class Progress {
  readonly #startedAt = performance.now()
  #count = 0

  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const number = String(++this.#count).padStart(2, ' ')
    process.stdout.write(`[${number}] ${title} … `)
    const startedAt = performance.now()
    try {
      const result = await work()
      process.stdout.write(`${seconds(startedAt)}\n`)
      return result
    } catch (error) {
      process.stdout.write(`failed after ${seconds(startedAt)}\n`)
      throw new Error(`step ${number.trim()} "${title}": ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
  }

  note(text: string): void {
    process.stdout.write(`     ${text}\n`)
  }

  total(): string {
    return seconds(this.#startedAt)
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
