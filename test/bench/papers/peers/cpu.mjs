// Processor time of this process and of its children that have ended, in seconds, as the kernel counts it.
import { readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

export function cpuSeconds() {
  // After the name in brackets: state, …, then utime stime cutime cstime (fields 14 to 17 of proc(5)).
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ').at(-1).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND
}
