/** What a step did: shown behind its name. `cached` means that nothing was left to do. */
export type StepResult = string

/** Prints the steps of a command with their number, name, outcome and duration. */
export class Steps {
  private number: number
  private readonly write: (text: string) => void

  /** @param first number of the first step; the packages, put in place before anything can run, are number 1 */
  constructor(first = 2, write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.number = first
    this.write = write
  }

  /**
   * Runs one step. `progress` may be called as often as is handy; it is shown at most every ten seconds, so that a log
   * file stays readable.
   */
  async run(name: string, work: (progress: (text: string) => void) => Promise<StepResult>): Promise<void> {
    const label = `[${this.number++}] ${name} …`
    const started = performance.now()
    const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1)
    let shown = started
    const progress = (text: string): void => {
      if (performance.now() - shown < 10_000) return
      shown = performance.now()
      this.write(`${label} ${text} (${seconds()} s)\n`)
    }
    try {
      this.write(`${label} ${await work(progress)} (${seconds()} s)\n`)
    } catch (error) {
      this.write(`${label} 失败 failed (${seconds()} s)\n`)
      throw error
    }
  }
}

/** A problem of the machine that the person at the keyboard can mend: shown without a stack trace. */
export class SetupError extends Error {
  override name = 'SetupError'
}
