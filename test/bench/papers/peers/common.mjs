// What every peer in JavaScript does: read the job, make agreements one after the other for so many seconds, report.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpuSeconds } from './cpu.mjs'

/** @typedef {{ seconds: number, pages: { texts: { x: number, y: number, size: number, face: string, text: string, spacing: number }[] }[], fonts: Record<string, string>, p12: string, out: string }} Job */

/** @type {Job} */
export const job = JSON.parse(readFileSync(process.argv[2], 'utf8'))
/** Font files, read once. */
export const fontFiles = Object.fromEntries(Object.entries(job.fonts).map(([face, file]) => [face, readFileSync(file)]))

/** The text of agreement `number`: no two are the same, so nothing can be kept from one to the next. */
export const pagesOf = (number) => job.pages.map(({ texts }, i) => ({ texts: i === 0 ? [...texts, { x: 80, y: 40, size: 9, face: 'sans', text: `编号 ${number}`, spacing: 0 }] : texts }))

/** @param {(number: number) => Promise<Uint8Array>} make */
export async function measure(make) {
  // Half the time again before anything is counted: every side is measured when its compiler has done its work.
  let last = new Uint8Array()
  const warmUntil = performance.now() + job.seconds * 500
  for (let i = 1; performance.now() < warmUntil || i <= 5; i++) last = await make(-i)
  let done = 0
  const [started, cpuBefore] = [performance.now(), cpuSeconds()]
  while (performance.now() - started < job.seconds * 1000) last = await make(done++)
  const wallSeconds = (performance.now() - started) / 1000
  writeFileSync(job.out, last)
  console.log(JSON.stringify({ done, wallSeconds, cpuSeconds: cpuSeconds() - cpuBefore, bytes: last.length }))
}
