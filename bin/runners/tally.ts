/** How a runner ended. */
export interface Tally {
  runner: string
  passed: number
  failed: number
}

/** The one line that every runner prints; a script can look for it. */
export function tallyLine(tally: Tally): string {
  return `${tally.runner}: ${tally.passed} passed, ${tally.failed} failed`
}
