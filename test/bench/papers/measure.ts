import { writeFileSync } from 'node:fs'
import { cpuSeconds } from './peers/cpu.mjs'

export type Measured = { done: number; wallSeconds: number; cpuSeconds: number; bytes: number }

/**
 * Makes agreements one after the other for so many seconds, after half that time that does not count, so that the compiler
 * has done its work. @param ended run before the processor time is read, e.g. to end children, whose time counts then
 */
export async function measure(make: (number: number) => Promise<Uint8Array>, seconds: number, out: string, ended: () => Promise<void> = () => Promise.resolve()): Promise<Measured> {
  let last: Uint8Array = new Uint8Array()
  const warmUntil = performance.now() + seconds * 500
  for (let i = 1; performance.now() < warmUntil || i <= 5; i++) last = await make(-i)
  let done = 0
  const [started, cpuBefore] = [performance.now(), cpuSeconds()]
  while (performance.now() - started < seconds * 1000) last = await make(done++)
  const wallSeconds = (performance.now() - started) / 1000
  await ended()
  const cpu = cpuSeconds() - cpuBefore
  writeFileSync(out, last)
  return { done, wallSeconds, cpuSeconds: cpu, bytes: last.length }
}
