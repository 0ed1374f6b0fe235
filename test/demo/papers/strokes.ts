import { createHash } from 'node:crypto'
import type { Strokes } from '#protocol/documents.ts'

/** A hand of its own for everybody: the same person writes alike, no two people the same. */
export function handOf(personId: string): Strokes {
  const [a = 1, b = 2, c = 3, d = 4] = createHash('sha256').update(personId).digest()
  const lift = 90 + (c % 40)
  const wave = (from: number, to: number, height: number, turns: number, at: number) =>
    Array.from({ length: 36 }, (_, i) => {
      const part = i / 35
      return { x: round(from + (to - from) * part), y: round(0.5 + height * Math.sin(part * turns + a / 40) * (1 - part / 3)), t: Math.round(at + i * (12 + (d % 7))) }
    })
  const loop = (x: number, size: number, at: number) =>
    Array.from({ length: 28 }, (_, i) => ({ x: round(x + size * 0.5 * Math.cos(i / 4 + b / 50)), y: round(0.48 + size * 1.1 * Math.sin(i / 4.6)), t: Math.round(at + i * 15) }))
  return [wave(0.06, 0.42, 0.18 + (a % 13) / 100, 6 + (b % 5), 0), loop(0.52, 0.16 + (c % 9) / 100, 700 + lift), wave(0.6, 0.94, 0.14 + (d % 11) / 100, 5 + (c % 6), 1300 + 2 * lift)]
}

const round = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000))
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
